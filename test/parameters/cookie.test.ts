import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagnosticError } from "../../src/contract/diagnostic.ts";
import { cookie } from "../../src/parameters/cookie.ts";
import { ask, bound, parameterOf, texts } from "./asking.ts";

const headers = ["Cookie", "sid=1; extra=2"];

test("a cookie is read by its name", () => {
  assert.equal(ask(bound(cookie, parameterOf("sid", { kind: "integer" })), { headers }).value, 1);
  const { issues } = ask(bound(cookie, parameterOf("other", { kind: "integer" })), { headers });
  assert.deepEqual(issues, [
    { type: "missing", loc: ["cookie", "other"], msg: "Field required", input: null },
  ]);
});

test("a model reads several, and may forbid the others", () => {
  const properties = [{ name: "sid", type: { kind: "string" }, optional: false }] as const;
  const open = bound(cookie, parameterOf("cookies", { kind: "object", properties }));
  const closed = bound(cookie, parameterOf("cookies", { kind: "object", properties, additional: false }));
  assert.deepEqual(ask(open, { headers }), { value: { sid: "1" }, issues: [] });
  assert.deepEqual(
    ask(closed, { headers }).issues.map(({ type, loc }) => [type, loc]),
    [["extra_forbidden", ["cookie", "extra"]]],
  );
});

test("a list is the author's mistake: a cookie holds one value", () => {
  assert.throws(
    () => bound(cookie, parameterOf("sid", texts)),
    (error) => error instanceof DiagnosticError && error.diagnostics[0]?.code === "MR111",
  );
});
