import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { watchSources } from "../../src/cli/watch.ts";

/** A folder that lies below names which are ignored inside of it. */
const folder = join(realpathSync(mkdtempSync(join(tmpdir(), "millrace-watch-"))), ".hidden/dist");
for (const name of ["src", "node_modules/a", "dist", ".git"])
  mkdirSync(join(folder, name), { recursive: true });
writeFileSync(join(folder, "main.ts"), "");

const saves: string[][] = [];
const unwatch = await watchSources([folder], (files) => {
  saves.push(files.map((file) => relative(folder, file)).sort());
});

test.after(async () => {
  await unwatch();
  rmSync(join(folder, "../.."), { recursive: true });
});

async function savesAfter(...names: string[]): Promise<string[][]> {
  saves.length = 0;
  for (const name of names) writeFileSync(join(folder, name), String(Math.random()));
  const end = performance.now() + 5000;
  while (saves.length === 0 && performance.now() < end) await sleep(10);
  await sleep(100);
  return saves;
}

test("a saved module is reported", async () => {
  assert.deepEqual(await savesAfter("main.ts"), [["main.ts"]]);
});

test("files that are saved together are one save, new ones included", async () => {
  assert.deepEqual(await savesAfter("main.ts", "src/new.mjs", "tsconfig.json"), [
    ["main.ts", "src/new.mjs", "tsconfig.json"],
  ]);
});

test("a file that takes another's place is one save", async () => {
  saves.length = 0;
  writeFileSync(join(folder, "main.ts~"), "new");
  renameSync(join(folder, "main.ts~"), join(folder, "main.ts"));
  await sleep(400);
  assert.deepEqual(saves, [["main.ts"]]);
});

test("a module in a new folder is reported", async () => {
  mkdirSync(join(folder, "later/deep"), { recursive: true });
  await sleep(200);
  assert.deepEqual(await savesAfter("later/deep/a.ts"), [["later/deep/a.ts"]]);
});

test("packages, built files, hidden files and data are not", async () => {
  const ignored = ["node_modules/a/index.js", "dist/main.js", ".git/a.ts", ".env", "data.json", "notes.txt"];
  assert.deepEqual(await savesAfter(...ignored, "main.ts"), [["main.ts"]]);
});
