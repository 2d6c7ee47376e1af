import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { TemporaryProgram, app, linesOf } from "./temporary-program.ts";

const strict = JSON.stringify({
  compilerOptions: { module: "nodenext", target: "esnext", types: ["node"], strict: true },
});

for (const [name, config] of Object.entries({
  "without a tsconfig.json": {},
  "with a tsconfig.json": { "tsconfig.json": strict },
})) {
  test(`a program runs ${name}`, (context) => {
    const program = new TemporaryProgram(context, {
      ...config,
      "app.ts": app,
      "main.ts": `
        import { get } from "./app.ts";
        import type { Depends, Int } from "millrace";
        interface Item { name: string }
        function getDb() { return 1; }
        get("/a", (id: Int, item: Item, db: Depends<typeof getDb>, q = "x") => [id, item, db, q]);
      `,
    });
    assert.deepEqual(linesOf(program), [
      "/a id:integer item:ref db:unknown q:string main.ts#getDb=function getDb",
    ]);
  });
}

test("handlers in wrappers, factories, loops, tables and options", (context) => {
  const program = new TemporaryProgram(context, {
    "app.ts": app,
    "main.ts": `
      import { get } from "./app.ts";
      import type { Handler } from "millrace";
      import { listed } from "./listed.ts";
      function authed<F extends Handler>(path: string, handler: F) { get(path, handler); }
      const list = <T>(read: () => T) => (limit: number): T[] => [read()].slice(limit);
      authed("/wrapped", (a: string) => a);
      get("/made", list(() => "x"));
      for (const name of ["1", "2"]) get("/loop" + name, (b: number) => name + b);
      const table = { "/t1": (c: string) => c, "/t2": declared, "/t3": listed };
      for (const [path, handler] of Object.entries(table)) get(path, handler);
      function declared(d: boolean) { return d; }
      const verify = (e: string) => e;
      const dependencies = [verify];
      get("/shorthand", { dependencies }, () => 1);
      const options = { dependencies: [(f: Date) => f] };
      get("/spread", { ...options, handler: verify }, () => 1);
      const handler = (g: bigint) => g;
      get("/property", { handler }, () => 1);
      function scope() {
        function inner(h: string) { return h; }
        for (const one of [inner, (i: number) => i]) get("/scoped", one);
      }
      scope();
    `,
    "listed.ts": `export function listed(z: URL) { return z; }`,
  });
  assert.deepEqual(linesOf(program), [
    "/wrapped a:string",
    "/made limit:number",
    "/loop1 b:number",
    "/loop2 b:number",
    "/t1 c:string",
    "/t2 d:boolean",
    "/t3 z:url",
    "/shorthand e:string",
    "/shorthand",
    "/spread f:date",
    "/spread e:string",
    "/spread",
    "/property g:bigint",
    "/property",
    "/scoped h:string",
    "/scoped i:number",
  ]);
});

test("dependencies are found where they are declared", (context) => {
  const program = new TemporaryProgram(context, {
    "app.ts": app,
    "main.ts": `
      import { get } from "./app.ts";
      import type { Depends } from "millrace";
      import type { Db, Aliased } from "./aliases.ts";
      import type getDefault from "./deps/index.ts";
      import * as deps from "./deps/index.ts";
      class Paging { constructor(readonly skip = 0) {} static create() { return new Paging(); } }
      const tools = { clock: () => 1 };
      get("/types", (a: Db, b: Aliased, c: Depends<typeof getDefault>, d: Depends<typeof deps.named>) => [a, b, c, d]);
      get("/own", (a: Depends<typeof Paging>, b: Depends<typeof Paging.create>, c: Depends<typeof tools.clock>) => [a, b, c]);
      function inside(getDb: string) {
        const local = () => getDb;
        get("/inside", (a: Depends<typeof local>, b: Db) => [a, b]);
      }
      inside("shadow");
    `,
    "aliases.ts": `
      import type { Depends } from "millrace";
      import { getDb, renamed } from "./deps/index.ts";
      type GetDb = typeof getDb;
      export type Db = Depends<GetDb>;
      export type Aliased = Depends<typeof renamed>;
    `,
    "deps/index.ts": `
      import type { Depends } from "millrace";
      import { settings } from "../settings.ts";
      export function getDb(s: Depends<typeof settings>) { return s; }
      export function named() { return 1; }
      const local = () => 2;
      export { local as renamed };
      export default function () { return 3; }
    `,
    "settings.ts": `export const settings = () => 0;`,
  });
  assert.deepEqual(linesOf(program), [
    "/types a:unknown b:unknown c:unknown d:unknown deps/index.ts#getDb=function getDb settings.ts#settings=function settings deps/index.ts#local=function local deps/index.ts#default=function default deps/index.ts#named=function named",
    "/own a:unknown b:unknown c:unknown main.ts#Paging=function Paging main.ts#Paging.create=function create main.ts#tools.clock=function clock",
    "/inside a:unknown b:unknown main.ts#local@=function local deps/index.ts#getDb=function getDb settings.ts#settings=function settings",
  ]);
});

test("a dependency may be a member of a value, wherever the member is declared", (context) => {
  const program = new TemporaryProgram(context, {
    "app.ts": app,
    "main.ts": `
      import { get } from "./app.ts";
      import type { Depends } from "millrace";
      import { service } from "./service.ts";
      import * as whole from "./service.ts";
      import type { Now, Local } from "./service.ts";
      import * as lib from "./index.ts";
      const own: { now(): number } = { now() { return 1; } };
      function expando() {}
      expando.now = function now() { return 1; };
      class Made { static of: { now(): number } = { now() { return 1; } }; }
      get("/own", (a: Depends<typeof own.now>, b: Depends<typeof expando.now>, c: Depends<typeof Made.of.now>) => [a, b, c]);
      get("/imported", (a: Depends<typeof service.now>, b: Depends<typeof whole.service.now>, c: Depends<typeof lib.tools.clock>) => [a, b, c]);
      get("/aliases", (a: Now, b: Local, c: Depends<typeof import("./service.ts").service.now>) => [a, b, c]);
      get("/platform", (a: Depends<typeof crypto.randomUUID>) => a);
      function inside(given: string) {
        const local: { now(): string } = { now() { return given; } };
        get("/inside", (a: Depends<typeof local.now>) => a);
      }
      inside("x");
    `,
    "index.ts": `export * as tools from "./tools.ts";`,
    "tools.ts": `export function clock() { return 1; }`,
    "service.ts": `
      import type { Depends } from "millrace";
      interface Service { now(): number }
      export const service: Service = { now() { return 1; } };
      export const another: Service = { now() { return 1; } };
      export type Now = Depends<typeof service.now>;
      export type Local = Depends<typeof another.now>;
    `,
  });
  assert.deepEqual(linesOf(program), [
    "/own a:unknown b:unknown c:unknown main.ts#own.now=function now main.ts#expando.now=function now main.ts#Made.of.now=function now",
    "/imported a:unknown b:unknown c:unknown service.ts#service.now=function now tools.ts#clock=function clock",
    "/aliases a:unknown b:unknown c:unknown service.ts#service.now=function now service.ts#another.now=function now",
    "/platform a:unknown crypto.randomUUID=function randomUUID",
    "/inside a:unknown main.ts#local@.now=function now",
  ]);
});

test("modules that import each other in a circle", (context) => {
  const program = new TemporaryProgram(context, {
    "app.ts": app,
    "main.ts": `
      import { get } from "./app.ts";
      import { routes, type GetB } from "./routes.ts";
      import type { Depends } from "millrace";
      export function getA(b: Depends<GetB>) { return b; }
      routes();
      get("/main", (a: Depends<typeof getA>) => a);
    `,
    "routes.ts": `
      import { get } from "./app.ts";
      import type { Depends } from "millrace";
      import type { getA } from "./main.ts";
      export const getB = () => 1;
      export type GetB = typeof getB;
      export function routes() { get("/routes", (a: Depends<typeof getA>) => a); }
    `,
  });
  const values = "main.ts#getA=function getA routes.ts#getB=function getB";
  assert.deepEqual(linesOf(program), [`/routes a:unknown ${values}`, `/main a:unknown ${values}`]);
});

test("a module that the program reaches only while it runs", (context) => {
  const program = new TemporaryProgram(context, {
    "app.ts": app,
    "main.ts": `
      const name = "late";
      setTimeout(async () => { await import("./plugins/" + name + ".ts"); await import(new URL("./plugins/other.mts", import.meta.url).href); }, 10);
    `,
    "plugins/late.ts": `import { get } from "../app.ts"; get("/late", (x: Date) => x);`,
    "plugins/other.mts": `import { get } from "../app.ts"; get("/other", (y: URL) => y);`,
  });
  assert.deepEqual(linesOf(program), ["/late x:date", "/other y:url"]);
});

test("plain JavaScript with JSDoc types", (context) => {
  const program = new TemporaryProgram(context, {
    "package.json": '{ "type": "module" }',
    "app.ts": app,
    "main.js": `
      import { get } from "./app.ts";
      import { other } from "./other.js";
      /** @param {import("millrace").Int} id @param {import("millrace").Depends<typeof other>} o */
      const find = (id, o, limit = 3) => [id, o, limit];
      get("/js", find);
    `,
    "other.js": `export const other = () => 1;`,
  });
  assert.deepEqual(linesOf(program, { main: "main.js" }), [
    "/js id:integer o:unknown limit:number other.js#other=function other",
  ]);
});

test("the author's mistakes are all said at once", (context) => {
  const program = new TemporaryProgram(context, {
    "app.ts": app,
    "main.ts": `import { get } from "./app.ts";\nimport "./more.ts";\nget("/", (run: () => void) => run);\n`,
    "more.ts": `import { get } from "./app.ts";\nget("/", (id) => id);\n`,
  });
  const { stderr, stdout, status } = program.run();
  assert.equal(status, 1);
  assert.equal(stdout, "");
  assert.match(
    stderr,
    /MR101: Parameter `run`.*\n {2}at main\.ts:3:16\n.*\n.*3 \| get\("\/", \(run: \(\) => void\)/,
  );
  assert.match(stderr, /MR110: Parameter `id` has no type\.\n {2}at more\.ts:2:11/);
  assert.doesNotMatch(stderr, /src\/(loader|compiler)/);
});

test("without TypeScript the message says what to install", (context) => {
  const program = new TemporaryProgram(context, { "main.ts": "console.log(1);" });
  const { stderr, status } = program.run({ environment: { MILLRACE_TYPESCRIPT: "no-such-typescript" } });
  assert.equal(status, 1);
  assert.match(stderr, /MR116: .*\n {2}hint: npm install --save-dev typescript@7/);
});

test("nothing is left in the author's folders", (context) => {
  const program = new TemporaryProgram(context, { "app.ts": app, "main.ts": `import "./app.ts";` });
  linesOf(program);
  assert.deepEqual(readdirSync(program.directory).sort(), ["app.ts", "main.ts", "node_modules"]);
});
