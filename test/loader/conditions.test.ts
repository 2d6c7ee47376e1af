import assert from "node:assert/strict";
import { test } from "node:test";
import { TemporaryProgram, app, linesOf } from "./temporary-program.ts";

test("conditions reach the types, from the command line and from NODE_OPTIONS", (context) => {
  const files = {
    "app.ts": app,
    "main.ts": `import { get } from "./app.ts"; import type { T } from "pkg"; get("/", (x: T) => x);`,
    "node_modules/pkg/package.json": JSON.stringify({
      name: "pkg",
      type: "module",
      exports: { ".": { special: "./special.d.ts", default: "./default.d.ts" } },
    }),
    "node_modules/pkg/special.d.ts": "export type T = Date;",
    "node_modules/pkg/default.d.ts": "export type T = URL;",
  };
  const program = new TemporaryProgram(context, files);
  assert.deepEqual(linesOf(program), ["/ x:url"]);
  assert.deepEqual(linesOf(program, { arguments: ["--conditions", "special"] }), ["/ x:date"]);
  const environment = { NODE_OPTIONS: "-C special" };
  assert.deepEqual(linesOf(program, { environment }), ["/ x:date"]);
});
