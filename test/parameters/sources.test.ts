import assert from "node:assert/strict";
import { test } from "node:test";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import { sourceOf } from "../../src/parameters/sources.ts";
import { parameterOf, texts } from "./asking.ts";

const definitions: Definitions = {
  "#Item": { name: "Item", type: { kind: "object", properties: [] } },
  "#Color": { name: "Color", type: { kind: "enum", values: ["red", "green"] } },
};
const nothing: TypeModel = { kind: "null" };
const file: TypeModel = { kind: "file" };
const item: TypeModel = { kind: "ref", id: "#Item" };

const inferred: readonly (readonly [TypeModel, string])[] = [
  [{ kind: "string" }, "query"],
  [{ kind: "unknown" }, "query"],
  [{ kind: "ref", id: "#Color" }, "query"],
  [{ kind: "union", members: [{ kind: "integer" }, nothing] }, "query"],
  [item, "body"],
  [{ kind: "union", members: [item, nothing] }, "body"],
  [texts, "body"],
  [{ kind: "record", values: { kind: "string" } }, "body"],
  [{ kind: "tuple", items: [{ kind: "string" }], required: 1 }, "body"],
  [file, "file"],
  [{ kind: "union", members: [file, nothing] }, "file"],
  [{ kind: "array", items: file }, "file"],
];

for (const [type, source] of inferred) {
  test(`${JSON.stringify(type)} without a marker comes from the ${source}`, () => {
    assert.equal(sourceOf(parameterOf("a", type), ["b"], definitions), source);
  });
}

test("a name in the path is a path parameter; a marker decides before all else", () => {
  assert.equal(sourceOf(parameterOf("a", { kind: "string" }), ["a"], definitions), "path");
  assert.equal(sourceOf(parameterOf("a", item, { source: "query" }), ["a"], definitions), "query");
});
