import assert from "node:assert/strict";
import { test } from "node:test";
import { findTypeErrors } from "../../src/loader/type-errors.ts";
import { TemporaryProgram } from "./temporary-program.ts";

test("type errors are found in a process of their own", async (context) => {
  const program = new TemporaryProgram(context, {
    "main.ts": 'import { b } from "./b.ts";\nconst a: string = b;\nconsole.log(a, missing);\n',
    "b.ts": "export const b = 1;\n",
  });
  const errors = await findTypeErrors(program.path("main.ts"));
  assert.deepEqual(
    errors.map(({ code, message, location }) => [
      code,
      message,
      location.line,
      location.column,
      location.source,
    ]),
    [
      [2322, "Type 'number' is not assignable to type 'string'.", 2, 7, "const a: string = b;"],
      [2304, "Cannot find name 'missing'.", 3, 16, "console.log(a, missing);"],
    ],
  );
});

test("the author's own options decide what is an error", async (context) => {
  const main = "export function f(x) { return x.a; }\nexport const n: string = null;\n";
  const loose = new TemporaryProgram(context, {
    "main.ts": main,
    "tsconfig.json": JSON.stringify({
      compilerOptions: { strict: false, module: "esnext", moduleResolution: "bundler" },
    }),
  });
  assert.deepEqual(await findTypeErrors(loose.path("main.ts")), []);
  const strict = new TemporaryProgram(context, { "main.ts": main });
  const codes = (await findTypeErrors(strict.path("main.ts"))).map(({ code }) => code);
  assert.deepEqual(codes, [7006, 2322]);
});

test("a check that nobody waits for any more ends", async (context) => {
  const program = new TemporaryProgram(context, { "main.ts": "export {};\n" });
  const controller = new AbortController();
  const errors = findTypeErrors(program.path("main.ts"), controller.signal);
  controller.abort();
  await assert.rejects(errors, { name: "AbortError" });
});
