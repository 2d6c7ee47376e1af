import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

type Manifest = Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string>>;

const manifest = JSON.parse(read("package.json")) as Manifest;
const [, runtime = "", development = ""] = read("docs/contributing/dependencies.md").split(/^## .*$/m);

/** The packages in the first cells of a table. */
function explained(page: string): string[] {
  const cells = Array.from(page.matchAll(/^\| (`[^|]*`) \|/gm), ([, cell = ""]) => cell);
  return cells
    .flatMap((cell) => cell.split(", "))
    .map((name) => name.replaceAll("`", ""))
    .sort();
}

test("every runtime dependency has its reason, and every reason its dependency", () => {
  const { dependencies, optionalDependencies } = manifest;
  assert.deepEqual(explained(runtime), Object.keys({ ...dependencies, ...optionalDependencies }).sort());
});

test("so has every development dependency", () => {
  assert.deepEqual(explained(development), Object.keys(manifest.devDependencies).sort());
});
