import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Millrace } from "../../src/index.ts";
import { mistakesIn, writeConfig } from "./type-check.ts";

const root = join(import.meta.dirname, "../..");
// Inside the repository, where `millrace` resolves to the sources.
const scratch = join(root, ".cache/docs-from-fastapi");

const page = readFileSync(join(root, "docs/from-fastapi.md"), "utf8");
const [imports = "", ...pieces] = Array.from(page.matchAll(/^```ts\n(.*?)^```$/gms), ([, code = ""]) => code);

rmSync(scratch, { recursive: true, force: true });
// The folders that the pieces name.
for (const folder of ["static", "dist", "templates"]) mkdirSync(join(scratch, folder), { recursive: true });
process.chdir(scratch);

const files = pieces.map((piece, index) => {
  const app = /\bconst app\b/.test(piece) ? "" : "const app = new Millrace();\n";
  const file = join(scratch, `piece-${index + 1}.ts`);
  writeFileSync(file, `${imports}\n${app}${piece}\nexport { app };\n`);
  return file;
});

test("the pieces are well typed", async () => {
  writeConfig(scratch);
  assert.equal(await mistakesIn(scratch), "");
});

test("each piece stands beside one of Python", () => {
  assert.ok(pieces.length >= 20);
  assert.equal(page.match(/^```python$/gm)?.length, pieces.length);
});

for (const [index, file] of files.entries()) {
  test(`piece ${index + 1} runs`, async () => {
    const { app } = (await import(pathToFileURL(file).href)) as { app: Millrace };
    app.openapi();
    app.asyncapi();
  });
}
