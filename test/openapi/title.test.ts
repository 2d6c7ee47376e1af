import assert from "node:assert/strict";
import { test } from "node:test";
import { withTitle } from "../../src/openapi/title.ts";

test("a schema keeps its own title, and a reference gets none", () => {
  assert.deepEqual(withTitle({ type: "string" }, "Name"), { type: "string", title: "Name" });
  assert.deepEqual(withTitle({ type: "string", title: "Mine" }, "Name"), { type: "string", title: "Mine" });
  assert.deepEqual(withTitle({ $ref: "#/a" }, "Name"), { $ref: "#/a" });
});
