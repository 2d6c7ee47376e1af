import assert from "node:assert/strict";
import { test } from "node:test";
import type { TypeModel } from "../../src/contract/type-model.ts";
import { header, headerName } from "../../src/parameters/header.ts";
import { ask, bound, parameterOf, texts } from "./asking.ts";

test("names of parameters become names of headers", () => {
  const names = { userAgent: "user-agent", user_agent: "user-agent", xToken2Id: "x-token2-id", host: "host" };
  for (const [name, wire] of Object.entries(names)) assert.equal(headerName(name), wire);
});

const headers = ["X-Token", "a, b", "x_token", "under", "X-Token", "c"];

test("one value is the first line of its name; a list is every line; case does not matter", () => {
  assert.equal(ask(bound(header, parameterOf("x_token", { kind: "string" })), { headers }).value, "a, b");
  assert.deepEqual(ask(bound(header, parameterOf("xToken", texts)), { headers }).value, ["a, b", "c"]);
  const aliased = parameterOf("token", { kind: "string" }, { alias: "X-TOKEN" });
  assert.equal(ask(bound(header, aliased), { headers }).value, "a, b");
});

test("a name may keep its underscores", () => {
  const kept = parameterOf("x_token", { kind: "string" }, { convertUnderscores: false });
  assert.equal(ask(bound(header, kept), { headers }).value, "under");
});

test("a model's properties are headers; its issues name the properties", () => {
  const model: TypeModel = {
    kind: "object",
    properties: [
      { name: "save_data", type: { kind: "boolean" }, optional: false },
      { name: "x_tag", type: { ...texts, default: [] }, optional: true },
    ],
  };
  const converted = bound(header, parameterOf("headers", model));
  const found = ask(converted, { headers: ["Save-Data", "on", "X-Tag", "one", "x-tag", "two"] });
  assert.deepEqual(found, { value: { save_data: true, x_tag: ["one", "two"] }, issues: [] });
  assert.deepEqual(
    converted.documented?.map(({ name, property }) => [name, property]),
    [
      ["save-data", "save_data"],
      ["x-tag", "x_tag"],
    ],
  );
  const kept = bound(header, parameterOf("headers", model, { convertUnderscores: false }));
  assert.deepEqual(ask(kept, { headers: ["Save-Data", "on"] }).issues, [
    {
      type: "missing",
      loc: ["header", "save_data"],
      msg: "Field required",
      input: { x_tag: [], "save-data": "on" },
    },
  ]);
});
