import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { test } from "node:test";
import { TemporaryProgram, app, linesOf } from "./temporary-program.ts";

test("what TypeScript lowers is lowered", (context) => {
  const program = new TemporaryProgram(context, {
    "package.json": '{ "type": "module" }',
    "main.ts": `
      import { type Kind, unused } from "./kinds.ts";
      enum Color { Red, Blue = "b" }
      const enum Size { Small = 3 }
      namespace Shop { export const open = true; export namespace Inner { export const deep = 1; } }
      class Point { constructor(private readonly x: number, public y = 2) {} sum() { return this.x + this.y; } }
      abstract class Base { declare phantom: string; abstract run(): void; kept = 1; }
      class Derived extends Base { override run(): void {} }
      const value = <const T,>(x: T): T => x satisfies T as T;
      function overloaded(x: string): string;
      function overloaded(x: number): number;
      function overloaded(x: unknown) { return x; }
      let kind!: Kind;
      console.log(JSON.stringify([Color, Size.Small, Shop.open, Shop.Inner.deep, new Point(1).sum(), Object.keys(new Derived()), value(1)!, overloaded("o"), kind]));
    `,
    "kinds.ts": `export type Kind = "a"; export type unused = 1; console.log("loaded only for a value");`,
  });
  assert.deepEqual(linesOf(program), ['[{"0":"Red","Red":0,"Blue":"b"},3,true,1,3,["kept"],1,"o",null]']);
});

test("decorators, standard and experimental", (context) => {
  const source = `
    import "./app.ts";
    function note(_value: unknown, where: unknown): void {
      console.log(typeof where === "object" && where !== null ? (where as { kind: string }).kind : String(where));
    }
    class Item { @note name: string = "a"; @note run(size: number): string { return String(size); } }
    console.log(new Item().run(1), typeof Reflect.getMetadata);
  `;
  const reflect = `(Reflect as any).metadata = (key: string, value: any) => () => console.log(key, value?.name);
    (Reflect as any).getMetadata = () => undefined; declare global { namespace Reflect { var getMetadata: unknown } } export {};`;
  const standard = new TemporaryProgram(context, { "main.ts": source, "app.ts": reflect });
  assert.deepEqual(linesOf(standard), ["method", "field", "1 function"]);
  const options = {
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    module: "nodenext",
    strict: true,
  };
  const legacy = new TemporaryProgram(context, {
    "main.ts": source,
    "app.ts": reflect,
    "tsconfig.json": JSON.stringify({ compilerOptions: options }),
  });
  const lines = linesOf(legacy);
  assert.ok(lines.includes("name") && lines.includes("run"), lines.join("\n"));
  assert.ok(
    lines.includes("design:type String") && lines.includes("design:returntype String"),
    lines.join("\n"),
  );
});

test("a stack trace shows the author's own lines and columns", (context) => {
  const program = new TemporaryProgram(context, {
    "app.ts": app,
    "main.ts": [
      'import { get } from "./app.ts";',
      "enum Color { Red }",
      "interface Unused {",
      "  a: string;",
      "}",
      'const fail = (color: Color): never => { throw new Error("here " + color); };',
      'get("/a", (q: string) => fail(Color.Red)); get("/b", fail); fail(Color.Red);',
    ].join("\n"),
  });
  const { stderr } = program.run();
  assert.match(stderr, /Error: here 0\n\s+at fail \(.*main\.ts:6:47\)\n\s+at .*main\.ts:7:61/);
});

test("imports without an extension, with .js for .ts, and by paths", (context) => {
  const program = new TemporaryProgram(context, {
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        module: "esnext",
        moduleResolution: "bundler",
        strict: true,
        types: ["node"],
        paths: { "~/*": ["./lib/*"] },
      },
    }),
    "lib/app.ts": app,
    "lib/index.ts": `export const index = "index";`,
    "lib/one.ts": `export const one = "one"; export { index } from ".";`,
    "main.ts": `
      import { get } from "~/app";
      import { one, index } from "./lib/one.js";
      import { one as again } from "./lib/one";
      get("/" + one + index + (one === again), (x: Date) => x);
    `,
  });
  assert.deepEqual(linesOf(program), ["/oneindextrue x:date"]);
});

test("packages of every module type", (context) => {
  const use = `get("/here", (x: Date, db: Depends<typeof getDb>) => [x, db]); function getDb() {}`;
  const files = (type: string): Record<string, string> => ({
    "package.json": JSON.stringify(type === "" ? {} : { type }),
    "app.mts": app,
    "main.ts": `import { get } from "./app.mts"; import type { Depends } from "millrace"; import "./old.cts"; ${use}`,
    "old.cts": `const { get } = require("./app.mts"); const fs: typeof import("node:fs") = require("node:fs"); console.log(typeof fs.readFileSync, typeof get, typeof module);`,
  });
  for (const type of ["module", "commonjs", ""]) {
    assert.deepEqual(
      linesOf(new TemporaryProgram(context, files(type))),
      ["function function object", "/here x:date db:unknown main.ts#getDb=function getDb"],
      type,
    );
  }
});

test("a module without import and export is of its package's type", (context) => {
  const files = {
    "main.ts":
      'import type {} from "millrace";\nimport "./setup.ts";\nconsole.log((globalThis as { ready?: string }).ready);\n',
    "setup.ts":
      "const ready: string = `${typeof require} ${typeof this}`;\nObject.assign(globalThis, { ready });\n",
  };
  const printed = (type: string): readonly string[] =>
    linesOf(new TemporaryProgram(context, { ...files, "package.json": JSON.stringify({ type }) }));
  assert.deepEqual(printed("module"), ["undefined undefined"]);
  assert.deepEqual(printed("commonjs"), ["function object"]);
});

test("CommonJS modules have handlers too", (context) => {
  const program = new TemporaryProgram(context, {
    "app.mts": app,
    "main.cts": `
      import type { Depends } from "millrace";
      import app = require("./app.mts");
      import type { getDb } from "./deps.cts";
      app.get("/cts", (x: Date, db: Depends<typeof getDb>) => [x, db]);
    `,
    "deps.cts": `export function getDb() { return 1; }`,
  });
  assert.deepEqual(linesOf(program, { main: "main.cts" }), [
    "/cts x:date db:unknown deps.cts#getDb=function getDb",
  ]);
});

test("TypeScript's own words for CommonJS", (context) => {
  const program = new TemporaryProgram(context, {
    "main.ts": `import path = require("node:path"); import tools = require("./tools.ts"); console.log(path.sep, tools.one);`,
    "tools.ts": `const tools: { one: number } = { one: 1 }; export = tools;`,
  });
  assert.deepEqual(linesOf(program), ["/ 1"]);
});

test("packages of a workspace are compiled like the program's own modules", (context) => {
  const program = new TemporaryProgram(context, {
    "package.json": '{ "type": "module", "workspaces": ["packages/*"] }',
    "app.ts": app,
    "packages/models/package.json": '{ "name": "models", "type": "module", "exports": "./src/index.ts" }',
    "packages/models/src/index.ts": `export enum Color { Red = "red" } export function getDb() { return Color.Red; }`,
    "main.ts": `
      import { get } from "./app.ts";
      import { type Color, getDb } from "models";
      import type { Depends } from "millrace";
      get("/" + getDb(), (color: Color, db: Depends<typeof getDb>) => [color, db]);
    `,
  });
  symlinkSync(program.path("packages/models"), program.path("node_modules/models"));
  assert.deepEqual(linesOf(program), [
    "/red color:ref db:unknown packages/models/src/index.ts#getDb=function getDb",
  ]);
});

test("a dependency from an installed package is imported as the author imports it", (context) => {
  const program = new TemporaryProgram(context, {
    "package.json": '{ "type": "module" }',
    "app.ts": app,
    "node_modules/lib/package.json":
      '{ "name": "lib", "type": "module", "exports": { ".": { "types": "./index.d.ts", "default": "./index.js" }, "./sub": "./sub.js" } }',
    "node_modules/lib/index.d.ts":
      "export declare function connect(url?: string): string; declare const whole: { open(): number }; export default whole;",
    "node_modules/lib/index.js":
      "export function connect() { return ''; } export default { open: function open() { return 1; } };",
    "deep/types.ts": `import type { Depends } from "millrace"; import * as lib from "lib"; export type Db = Depends<typeof lib.connect>;`,
    "main.ts": `
      import { get } from "./app.ts";
      import type { Db } from "./deep/types.ts";
      import whole, { connect as open } from "lib";
      import type { Depends } from "millrace";
      get("/", (a: Db, b: Depends<typeof open>, c: Depends<typeof whole.open>) => [a, b, c]);
    `,
  });
  assert.deepEqual(linesOf(program), [
    "/ a:unknown b:unknown c:unknown lib#connect=function connect lib#default.open=function open",
  ]);
});

test("a syntax error is one clear message", (context) => {
  const program = new TemporaryProgram(context, {
    "main.ts": `import "./broken.ts";`,
    "broken.ts": "const a: number = 1;\nconst b: = 2;\n",
  });
  const { stderr, status } = program.run();
  assert.equal(status, 1);
  assert.match(
    stderr,
    /SyntaxError: Type expected\.\n {2}at broken\.ts:2:10\n {4}\|\n {2}2 \| const b: = 2;\n {4}\| {10}\^/,
  );
  assert.doesNotMatch(stderr, /src\/(loader|compiler)/);
});
