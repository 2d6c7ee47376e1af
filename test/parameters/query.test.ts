import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagnosticError } from "../../src/contract/diagnostic.ts";
import type { ObjectModel, TypeModel } from "../../src/contract/type-model.ts";
import { query } from "../../src/parameters/query.ts";
import { ask, bound, parameterOf, texts } from "./asking.ts";

const filters: ObjectModel = {
  kind: "object",
  properties: [
    { name: "limit", type: { kind: "integer", maximum: 100, default: 10 }, optional: true },
    { name: "note", type: { kind: "string", default: null }, optional: true },
    { name: "tags", type: { ...texts, default: [] }, optional: true },
    { name: "q", type: { kind: "string" }, optional: false },
  ],
};

test("one value is the last of its name; a list is all of them", () => {
  const one = bound(query, parameterOf("q", { kind: "string" }));
  const many = bound(query, parameterOf("q", texts));
  assert.deepEqual(ask(one, { target: "/?q=a&q=b" }), { value: "b", issues: [] });
  assert.deepEqual(ask(many, { target: "/?q=a&x=1&q=" }), { value: ["a", ""], issues: [] });
});

test("a value that is not there is missing, or left to the function", () => {
  const needed = bound(query, parameterOf("q", { kind: "string" }, { alias: "item-query" }));
  const optional = bound(query, parameterOf("q", texts, { optional: true }));
  const missing = { type: "missing", loc: ["query", "item-query"], msg: "Field required", input: null };
  assert.deepEqual(ask(needed, { target: "/?q=a" }), { value: undefined, issues: [missing] });
  assert.deepEqual(ask(optional, { target: "/" }), { value: undefined, issues: [] });
});

test("a model takes its properties one by one, and defaults where there are none", () => {
  const model = bound(query, parameterOf("filters", filters));
  assert.deepEqual(ask(model, { target: "/?q=a&limit=5&tags=x&tags=y&other=1" }).value, {
    limit: 5,
    note: null,
    tags: ["x", "y"],
    q: "a",
  });
});

test("what a refused model shows is what was sent, with the defaults that are not null", () => {
  const model = bound(query, parameterOf("filters", filters));
  const { issues } = ask(model, { target: "/?other=1&more=2&more=3" });
  const input = { limit: 10, tags: [], other: "1", more: ["2", "3"] };
  assert.deepEqual(issues, [{ type: "missing", loc: ["query", "q"], msg: "Field required", input }]);
});

test("a model may forbid what it does not name, or give it a type", () => {
  const closed = bound(query, parameterOf("f", { ...filters, additional: false }));
  assert.deepEqual(
    ask(closed, { target: "/?q=a&tool=b" }).issues.map(({ type, loc, input }) => [type, loc, input]),
    [["extra_forbidden", ["query", "tool"], "b"]],
  );
  const open = bound(query, parameterOf("f", { ...filters, additional: { kind: "integer" } }));
  assert.deepEqual(ask(open, { target: "/?q=a&x=7" }).value, {
    limit: 10,
    note: null,
    tags: [],
    q: "a",
    x: 7,
  });
  const lists = bound(query, parameterOf("f", { kind: "object", properties: [], additional: texts }));
  assert.deepEqual(ask(lists, { target: "/?x=7" }).value, { x: ["7"] });
});

test("a name that objects have of their own is a name like any other", () => {
  const open = bound(query, parameterOf("f", { kind: "object", properties: [], additional: texts }));
  const { value } = ask(open, { target: "/?__proto__=1&constructor=2" });
  assert.deepEqual(Object.entries(value as object), [
    ["__proto__", ["1"]],
    ["constructor", ["2"]],
  ]);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
});

test("an optional model of which nothing was sent is left out, unless nothing is missing", () => {
  const optional = bound(query, parameterOf("f", filters, { optional: true }));
  assert.deepEqual(ask(optional, { target: "/?other=1" }), { value: undefined, issues: [] });
  assert.equal(ask(optional, { target: "/?limit=1" }).issues.length, 1);
  const [limit] = filters.properties;
  assert.ok(limit);
  const complete = bound(query, parameterOf("f", { ...filters, properties: [limit] }, { optional: true }));
  assert.deepEqual(ask(complete, { target: "/" }), { value: { limit: 10 }, issues: [] });
});

test("each property is documented, as not required where the model is not", () => {
  const described = (optional: boolean): unknown =>
    bound(query, parameterOf("f", filters, { optional })).documented?.map(({ name, required, property }) => [
      name,
      required,
      property,
    ]);
  assert.deepEqual(described(false), [
    ["limit", false, "limit"],
    ["note", false, "note"],
    ["tags", false, "tags"],
    ["q", true, "q"],
  ]);
  assert.deepEqual((described(true) as unknown[][]).at(-1), ["q", false, "q"]);
});

test("the function's own default is documented, and what is kept out is marked", () => {
  const parameter = parameterOf("q", { kind: "string", deprecated: true }, { optional: true, default: "a" });
  assert.deepEqual(bound(query, { ...parameter, includeInSchema: false }).documented, [
    {
      in: "query",
      name: "q",
      required: false,
      type: { kind: "string", deprecated: true, default: "a" },
      deprecated: true,
      hidden: true,
    },
  ]);
});

test("a model that needs what no text holds is the author's mistake", () => {
  const inner: TypeModel = { kind: "object", properties: [] };
  const modelWith = (type: TypeModel, optional = false): ObjectModel => ({
    kind: "object",
    properties: [{ name: "inner", type, optional }],
  });
  const impossible: TypeModel[] = [
    inner,
    { kind: "array", items: inner },
    { kind: "record", values: { kind: "string" } },
    { kind: "union", members: [inner, { kind: "map", values: { kind: "string" } }] },
    { kind: "file" },
    { kind: "ref", id: "Self" },
  ];
  for (const type of impossible)
    assert.throws(
      () =>
        bound(query, parameterOf("filters", modelWith(type)), {
          definitions: { Self: { name: "Self", type: modelWith({ kind: "ref", id: "Self" }) } },
        }),
      (error) =>
        error instanceof DiagnosticError &&
        /MR111: the property "inner" of the parameter "filters".* cannot come from the query/.test(
          error.message,
        ),
    );
  bound(query, parameterOf("filters", modelWith(inner, true)));
  bound(query, parameterOf("filters", modelWith({ kind: "union", members: [inner, { kind: "string" }] })));
});
