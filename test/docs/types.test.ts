import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { programsOf } from "./page.ts";
import { mistakesIn, writeConfig } from "./type-check.ts";

const root = join(import.meta.dirname, "../..");
// Inside the repository, where `millrace` resolves to the sources.
const scratch = join(root, ".cache/docs-types");

test("the programs of the pages are well typed", async () => {
  rmSync(scratch, { recursive: true, force: true });
  for (const folder of ["guide", "tutorial", "streaming"]) {
    const pages = join(root, "docs", folder);
    for (const page of readdirSync(pages).filter((name) => name.endsWith(".md"))) {
      programsOf(readFileSync(join(pages, page), "utf8")).forEach(({ files }, index) => {
        for (const [name, text] of files) write(join(scratch, folder, page, String(index + 1), name), text);
      });
    }
  }
  writeConfig(scratch);
  assert.equal(await mistakesIn(scratch), "");
});

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
