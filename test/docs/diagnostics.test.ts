import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { diagnosticCodes } from "../../src/contract/diagnostic.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/reference/diagnostics.md"), "utf8");
const rows = [...page.matchAll(/^\| (MR\d+) \| (.+?) \| (.+?) \|$/gm)].map(([, code, title]) => [
  code,
  title,
]);

test("the page lists every code of the table, with its title, and no other", () => {
  assert.deepEqual(rows, Object.entries(diagnosticCodes));
});

test("every code is used somewhere", () => {
  const sources = join(root, "src");
  const code = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && file !== "contract/diagnostic.ts")
    .map((file) => readFileSync(join(sources, file), "utf8"))
    .join("\n");
  assert.deepEqual(
    Object.keys(diagnosticCodes).filter((name) => !code.includes(`"${name}"`)),
    [],
  );
});
