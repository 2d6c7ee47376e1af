import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { chooseExport, findEntry } from "../../src/cli/discover.ts";

function folderOf(context: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "millrace-discover-"));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const orders: [string[], string][] = [
  [["main.ts", "app.ts"], "main.ts"],
  [["api.ts", "app.js"], "app.js"],
  [["main.js", "main.mts"], "main.mts"],
  [["src/main.ts", "index.ts"], "index.ts"],
  [["src/index.ts", "src/app.ts"], "src/app.ts"],
  [["server.ts", "src/index.mjs"], "src/index.mjs"],
];

for (const [files, expected] of orders)
  test(`of ${files.join(" and ")}, ${expected} is the program`, (context) => {
    const folder = folderOf(context, Object.fromEntries(files.map((file) => [file, ""])));
    assert.equal(relative(folder, findEntry(folder, undefined).file), expected);
  });

test("package.json may name the file, and the export", (context) => {
  const folder = folderOf(context, {
    "main.ts": "",
    "lib/shop.ts": "",
    "package.json": JSON.stringify({ millrace: { app: "lib/shop.ts:shop" } }),
  });
  assert.deepEqual(findEntry(folder, undefined), { file: join(folder, "lib/shop.ts"), app: "shop" });
  assert.deepEqual(findEntry(folder, "main.ts"), { file: join(folder, "main.ts") });
});

test("a folder may be named in place of a file", (context) => {
  const folder = folderOf(context, { "shop/src/api.ts": "", "main.ts": "" });
  assert.equal(findEntry(folder, "shop").file, join(folder, "shop/src/api.ts"));
});

test("what cannot be found is said", (context) => {
  const folder = folderOf(context, { "shop.ts": "" });
  assert.throws(() => findEntry(folder, "none.ts"), {
    name: "Failure",
    message: "There is no file `none.ts`.",
  });
  assert.throws(() => findEntry(folder, "shop"), {
    message: "There is no file `shop`; did you mean `shop.ts`?",
  });
  assert.throws(() => findEntry(folder, undefined), { name: "Failure", message: /^There is no program in / });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ millrace: { app: "lost.ts" } }));
  assert.throws(() => findEntry(folder, undefined), {
    message: /^There is no file `lost\.ts`, which `millrace\.app`/,
  });
  writeFileSync(join(folder, "package.json"), "{");
  assert.throws(() => findEntry(folder, undefined), {
    name: "Failure",
    message: /package\.json cannot be read: /,
  });
});

const app = { handle: () => {}, openapi: () => ({}) };

test("the app is the named export, else default, app, api, else the first that is one", () => {
  assert.equal(chooseExport({ other: app, app, default: app }, undefined, "main.ts"), "default");
  assert.equal(chooseExport({ other: app, app, default: 1 }, undefined, "main.ts"), "app");
  assert.equal(chooseExport({ first: {}, shop: app }, undefined, "main.ts"), "shop");
  assert.equal(chooseExport({ other: app, app }, "other", "main.ts"), "other");
});

test("an export that is missing or no app is said", () => {
  assert.throws(() => chooseExport({}, undefined, "main.ts"), {
    message: "main.ts exports no Millrace app: add `export default app;`. It exports nothing.",
  });
  assert.throws(() => chooseExport({ app: {}, b: 1 }, undefined, "main.ts"), {
    message: /It exports `app`, `b`\.$/,
  });
  assert.throws(() => chooseExport({ app }, "shop", "main.ts"), {
    message: "main.ts does not export `shop`. It exports `app`.",
  });
  assert.throws(() => chooseExport({ app: 1 }, "app", "main.ts"), {
    message: "The export `app` of main.ts is not a Millrace app.",
  });
});
