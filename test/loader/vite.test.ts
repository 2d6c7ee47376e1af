import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, execFile, execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import type { Plugin } from "vite";
import { millrace } from "../../src/loader/vite.ts";

const repository = join(import.meta.dirname, "../..");
const installed = join(repository, "node_modules");

const files: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module" }',
  "vite.config.ts": `import { millrace } from "millrace/vite";
import { defineConfig } from "vitest/config";
export default defineConfig({ plugins: [millrace()] });
`,
  "db.ts": `export function getDb() {
  return new Map([[3, "wheel"]]);
}
`,
  "shop.ts": `import { type Depends, type Field, type Int, Millrace } from "millrace";
import { getDb } from "./db.ts";
interface Item { name: Field<string, { minLength: 2 }>; price: number }
enum Colour { Red = "red" }
export const app = new Millrace();
app.get("/items/{id}", (id: Int, db: Depends<typeof getDb>) => db.get(id) ?? "none");
app.post("/items", (item: Item): Item => item);
app.get("/fail", () => { throw new Error(Colour.Red); });
`,
  "shop.test.ts": `import { expect, test } from "vitest";
import { TestClient } from "millrace/testing";
import { getDb } from "./db.ts";
import { app } from "./shop.ts";
test("types are kept", async () => {
  await using client = new TestClient(app);
  expect(await (await client.get("/items/3")).json()).toBe("wheel");
  expect((await client.get("/items/x")).status).toBe(422);
  expect((await client.post("/items", { json: { name: "a", price: 1 } })).status).toBe(422);
  app.dependencyOverrides.set(getDb, () => new Map([[3, "other"]]));
  expect(await (await client.get("/items/3")).json()).toBe("other");
  const error = await client.get("/fail").catch((error: unknown) => error);
  expect((error as Error).stack).toMatch(/shop\\.ts:8:/);
});
`,
  "lazy.ts": `export const { app } = await import("./shop.ts");
`,
  "main.ts": `import { app } from "./shop.ts";
const answer = await app.fetch(new Request("http://x/items/x"));
console.log(answer.status, await answer.text());
`,
};

let folder = "";

/** A project with Millrace as it is published: built, and with what it depends on beside it. */
before(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "millrace-vite-")));
  const own = join(folder, "node_modules/millrace");
  mkdirSync(own, { recursive: true });
  const tsc = [join(installed, "typescript/bin/tsc"), "-p", "tsconfig.build.json", "--noCheck"];
  execFileSync(process.execPath, [...tsc, "--outDir", join(own, "dist")], { cwd: repository });
  cpSync(join(repository, "package.json"), join(own, "package.json"));
  const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const needed = [...Object.keys(manifest.dependencies), "@types/node", "typescript", "vite", "vitest"];
  for (const name of needed) {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(join(installed, name), join(folder, "node_modules", name));
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});

after(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly output: string;
}

function node(...words: readonly string[]): Promise<Ended> {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: "1" };
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd: folder, env, timeout: 50_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

const vitest = "node_modules/vitest/vitest.mjs";

test("handlers keep their types under vitest, dependencies are the same functions, and stacks lead to the sources", async () => {
  const { code, output } = await node(vitest, "run", "shop.test.ts");
  assert.equal(code, 0, output);
  assert.match(output, /Tests {2}1 passed/);
});

test("a mistake in a handler's types fails the tests of its module, and says where", async () => {
  writeFileSync(
    join(folder, "wrong.test.ts"),
    `import { Millrace } from "millrace";
import { test } from "vitest";
const app = new Millrace();
app.get("/", (callback: () => void) => callback());
test("never", () => {});
`,
  );
  const { code, output } = await node(vitest, "run", "wrong.test.ts");
  assert.equal(code, 1, output);
  assert.match(output, /MR1\d\d: [^]*wrong\.test\.ts:4:25/);
});

test("what vite builds for a server runs without TypeScript", async () => {
  const built = await node("node_modules/vite/bin/vite.js", "build", "--ssr", "main.ts");
  assert.equal(built.code, 0, built.output);
  await withoutTypeScript(async () => {
    const { code, output } = await node("dist/main.js");
    assert.equal(code, 0, output);
    assert.match(output, /^422 \{"detail":\[\{"type":"int_parsing","loc":\["path","id"\]/);
  });
});

const command = "node_modules/millrace/dist/cli/main.js";

/** Runs `use` while the project has no TypeScript. */
async function withoutTypeScript(use: () => Promise<void>): Promise<void> {
  const path = join(folder, "node_modules/typescript");
  rmSync(path);
  try {
    await use();
  } finally {
    symlinkSync(join(installed, "typescript"), path);
  }
}

test("the commands take what vite builds as it is, in one file or in several, with TypeScript or without", async () => {
  for (const name of ["shop", "lazy"]) {
    const words = ["build", "--ssr", `${name}.ts`, "--outDir", `built-${name}`, "--minify"];
    const built = await node("node_modules/vite/bin/vite.js", ...words);
    assert.equal(built.code, 0, built.output);
    const file = `built-${name}/${name}.js`;
    const ask = async (): Promise<void> => {
      const routes = await node(command, "routes", file);
      assert.match(routes.output, /^GET +\/items\/\{id\} /m);
      assert.equal(routes.code, 0);
      const openapi = await node(command, "openapi", file);
      assert.match(openapi.output, /"name": "id",\n +"in": "path",[^]*?"type": "integer"/);
      assert.deepEqual(await answerOf(file, "/items/x"), [422, "int_parsing"]);
    };
    await ask();
    await withoutTypeScript(ask);
  }
});

test("a program in TypeScript imports one that is built", async () => {
  const built = await node("node_modules/vite/bin/vite.js", "build", "--ssr", "shop.ts", "--outDir", "outer");
  assert.equal(built.code, 0, built.output);
  writeFileSync(
    join(folder, "outer.ts"),
    `import { Millrace } from "millrace";
import { app as shop } from "./outer/shop.js";
export const app = new Millrace();
app.get("/own/{count}", (count: number) => count);
app.mount("/shop", shop);
`,
  );
  assert.deepEqual(await answerOf("outer.ts", "/own/x"), [422, "float_parsing"]);
  assert.deepEqual(await answerOf("outer.ts", "/shop/items/x"), [422, "int_parsing"]);
});

/** The status of an answer of `millrace run`, and the type of its first error. */
async function answerOf(file: string, path: string): Promise<readonly unknown[]> {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const words = [command, "run", file, "--port", "0", "--host", "127.0.0.1"];
  const server = spawn(process.execPath, words, { cwd: folder, env: { ...env, NO_COLOR: "1" } });
  try {
    const [, url] = await saidBy(server, /(http:\/\/127\.0\.0\.1:\d+)/);
    const answer = await fetch(`${url}${path}`);
    const { detail } = (await answer.json()) as { detail: readonly { type: string }[] };
    return [answer.status, detail[0]?.type];
  } finally {
    server.kill("SIGKILL");
  }
}

/** What a process says first that matches; rejects with all that it said where it ends before. */
async function saidBy(child: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<RegExpExecArray> {
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const found = pattern.exec(said);
    if (found) return found;
  }
  throw new Error(said);
}

test("Vite takes it for one of its plugins", () => {
  const plugin: Plugin = millrace();
  assert.deepEqual([plugin.name, plugin.enforce], ["millrace", "pre"]);
});

test("modules for browsers, of packages, and asked for as something else are left alone", () => {
  const plugin = millrace();
  const path = join(folder, "shop.ts");
  assert.equal(plugin.load(path), undefined);
  assert.equal(plugin.load(path, { ssr: false }), undefined);
  for (const id of [`${path}?raw`, join(installed, "vite/dist/node/index.js"), "\0virtual.ts", "shop.css"])
    assert.equal(plugin.load(id, { ssr: true }), undefined, id);
});

test("a module comes with a map to its source, and anew when a file has changed", () => {
  const plugin = millrace();
  const path = join(folder, "changing.ts");
  const write = (type: string): void =>
    writeFileSync(
      path,
      `import { Millrace } from "millrace";\nnew Millrace().get("/", (id: ${type}) => id);\n`,
    );
  write("number");
  const first = plugin.load(`${path}?t=1`, { ssr: true });
  assert.match(first?.code ?? "", /from "millrace\/attached"[^]*\\"kind\\":\\"number\\"/);
  assert.deepEqual((JSON.parse(first?.map ?? "{}") as { sources: unknown }).sources, [path]);
  write("boolean");
  plugin.watchChange(path);
  assert.match(plugin.load(path, { ssr: true })?.code ?? "", /\\"kind\\":\\"boolean\\"/);
});
