import assert from "node:assert/strict";
import { test } from "node:test";
import { typeReport } from "../../src/cli/type-check.ts";

test("each type error has its place; of many, twenty are shown", () => {
  const errorAt = (line: number): Parameters<typeof typeReport>[0][number] => ({
    code: 2322,
    message: "Type 'string' is not assignable to type 'number'.",
    location: { file: "word.ts", line, column: 7, source: "" },
  });
  process.env["NO_COLOR"] = "1";
  assert.equal(
    typeReport([errorAt(1)]),
    "word.ts:1:7 Type 'string' is not assignable to type 'number'. (TS2322)",
  );
  const lines = typeReport(Array.from({ length: 25 }, (_, i) => errorAt(i))).split("\n");
  assert.equal(lines.length, 21);
  assert.equal(lines.at(-1), "… and 5 more type errors");
});

test("that the types of Node.js are not installed is said once", () => {
  const error = {
    code: 2591,
    message: "Cannot find name 'node:events'. Do you need to install type definitions for node?",
    location: { file: "main.ts", line: 1, column: 1, source: "" },
  };
  assert.equal(typeReport([error, error]), "The types of Node.js are not installed: npm i -D @types/node");
});
