import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagnosticError } from "../../src/contract/diagnostic.ts";
import { path } from "../../src/parameters/path.ts";
import { ask, bound, parameterOf, texts } from "./asking.ts";

const pathNames = ["user", "item"];

test("a parameter is read by its place in the path, under its own name or its alias", () => {
  const params = ["7", "8"];
  const own = bound(path, parameterOf("item", { kind: "integer" }), { pathNames });
  const aliased = bound(path, parameterOf("id", { kind: "integer" }, { alias: "user" }), { pathNames });
  assert.equal(ask(own, { params }).value, 8);
  assert.equal(ask(aliased, { params }).value, 7);
  assert.deepEqual(
    ask(own, { params: ["7", "x"] }).issues.map(({ type, loc }) => [type, loc]),
    [["int_parsing", ["path", "item"]]],
  );
});

test("it is always required, and documented unless it is hidden", () => {
  const parameter = parameterOf("item", { kind: "string" }, { optional: true });
  const [documented] = bound(path, parameter, { pathNames }).documented ?? [];
  assert.equal(documented?.required, true);
  const [hidden] = bound(path, { ...parameter, includeInSchema: false }, { pathNames }).documented ?? [];
  assert.equal(hidden?.hidden, true);
});

test("a name that is not in the path, and a type of many values, are the author's mistakes", () => {
  const codeOf = (run: () => unknown): string | undefined => {
    try {
      run();
    } catch (error) {
      if (error instanceof DiagnosticError) return error.diagnostics[0]?.code;
      throw error;
    }
    return undefined;
  };
  assert.equal(
    codeOf(() => bound(path, parameterOf("other", { kind: "string" }), { pathNames })),
    "MR107",
  );
  assert.equal(
    codeOf(() => bound(path, parameterOf("item", texts), { pathNames })),
    "MR111",
  );
});
