import assert from "node:assert/strict";
import { test } from "node:test";
import type { Definitions, Property, TypeModel } from "../../src/contract/type-model.ts";
import type { Issue } from "../../src/schema/issue.ts";
import { compileSerializer, interpretSerializer } from "../../src/schema/serializer.ts";

const integer: TypeModel = { kind: "integer" };
const string: TypeModel = { kind: "string" };
const unknown: TypeModel = { kind: "unknown" };

function object(...properties: Property[]): TypeModel {
  return { kind: "object", properties };
}

function property(name: string, type: TypeModel, optional = false): Property {
  return { name, type, optional };
}

interface Written {
  readonly text: string | undefined;
  readonly issues: readonly Issue[];
}

/** What both twins write, which is the same. */
function write(type: TypeModel, value: unknown, declared: boolean, definitions: Definitions = {}): Written {
  const [generated, interpreted] = [compileSerializer, interpretSerializer].map((make) => {
    const issues: Issue[] = [];
    const text = make(type, definitions, { declared })(value, issues);
    return { text: issues.length ? undefined : text, issues };
  }) as unknown as [Written, Written];
  assert.deepEqual(generated, interpreted);
  return generated;
}

function declared(...[type, value, definitions]: [TypeModel, unknown, Definitions?]): string | undefined {
  return write(type, value, true, definitions).text;
}

function errors(type: TypeModel, value: unknown, isDeclared = true): string[] {
  return write(type, value, isDeclared).issues.map(({ type: own, loc }) => `${own} ${loc.join(".")}`);
}

test("a declared result is filtered to its type", () => {
  const type = object(property("name", string));
  assert.equal(declared(type, { name: "a", secret: "s" }), '{"name":"a"}');
  assert.equal(declared({ kind: "array", items: type }, [{ name: "a", secret: "s" }]), '[{"name":"a"}]');
  const nested: TypeModel = { kind: "record", values: { kind: "union", members: [type, { kind: "null" }] } };
  assert.equal(declared(nested, { x: { name: "a", secret: "s" }, y: null }), '{"x":{"name":"a"},"y":null}');
});

test("what is not of the declared type is an issue below response", () => {
  const type = object(property("items", { kind: "array", items: object(property("id", integer)) }));
  assert.deepEqual(errors(type, { items: [{ id: 1 }, { id: "x" }, {}] }), [
    "int_parsing response.items.1.id",
    "missing response.items.2.id",
  ]);
  assert.deepEqual(errors(type, null), ["model_attributes_type response"]);
});

test("the program's own values are written in their JSON form", () => {
  const cases: readonly (readonly [TypeModel, unknown, string])[] = [
    [{ kind: "date" }, new Date("2026-01-02T03:04:05Z"), '"2026-01-02T03:04:05Z"'],
    [{ kind: "date" }, new Date("2026-01-02T03:04:05.120Z"), '"2026-01-02T03:04:05.120Z"'],
    [{ kind: "date" }, "2026-01-02T03:04:05+01:00", '"2026-01-02T02:04:05Z"'],
    [{ kind: "bigint" }, 12345678901234567890n, "12345678901234567890"],
    [{ kind: "bigint" }, "7", "7"],
    [integer, 7n, "7"],
    [{ kind: "set", items: integer }, new Set([1, 2]), "[1,2]"],
    [{ kind: "set", items: integer }, [1, 1], "[1]"],
    [{ kind: "array", items: integer }, new Set([1, 2]), "[1,2]"],
    [{ kind: "map", keys: integer, values: string }, new Map([[1, "a"]]), '{"1":"a"}'],
    [{ kind: "map", values: string }, { a: "b" }, '{"a":"b"}'],
    [{ kind: "url" }, new URL("http://a/é"), '"http://a/%C3%A9"'],
    [{ kind: "bytes" }, Buffer.from("héllo"), '"aMOpbGxv"'],
    [{ kind: "temporal", type: "PlainDate" }, Temporal.PlainDate.from("2026-01-02"), '"2026-01-02"'],
    [{ kind: "temporal", type: "Instant" }, "2026-01-02T03:04:05+01:00", '"2026-01-02T02:04:05Z"'],
    [{ kind: "undefined" }, undefined, "null"],
    [{ kind: "null" }, null, "null"],
    [{ kind: "number" }, -0, "0"],
    [{ kind: "number" }, 1e21, "1e+21"],
    [string, "é\u2028\u{1f600}", '"é\u2028\u{1f600}"'],
    [string, 'quote " slash \\ line \n nul \0', String.raw`"quote \" slash \\ line \n nul \u0000"`],
    [string, "\ud83d", String.raw`"\ud83d"`],
    [string, `${"x".repeat(200)}"`, `"${"x".repeat(200)}\\""`],
  ];
  for (const [type, value, text] of cases) assert.equal(declared(type, value), text);
});

test("undefined properties are left out, defaults are put in", () => {
  const tags: TypeModel = { kind: "array", items: string, default: [] };
  const type = object(
    property("a", integer, true),
    property("tags", tags, true),
    property("b", integer, true),
  );
  assert.equal(declared(type, { a: undefined }), '{"tags":[]}');
  assert.equal(declared(type, { b: 2, a: 1, tags: ["x"] }), '{"a":1,"tags":["x"],"b":2}');
});

test("an instance of a class is taken as its data, getters included", () => {
  class Item {
    #price = 3;
    name = "a";
    get price(): number {
      return this.#price;
    }
  }
  assert.equal(
    declared(object(property("name", string), property("price", integer)), new Item()),
    '{"name":"a","price":3}',
  );
});

test("NaN and the infinities are issues", () => {
  const type = object(
    property("a", { kind: "number" }),
    property("b", { kind: "union", members: [integer, { kind: "null" }] }),
  );
  assert.deepEqual(errors(type, { a: Number.NaN, b: 1 }), ["finite_number response.a"]);
  assert.deepEqual(errors(type, { a: Infinity, b: 1 }, false), ["finite_number response.a"]);
  assert.equal(write(type, { a: 1, b: null }, false).text, '{"a":1,"b":null}');
  assert.deepEqual(errors(unknown, [{ x: -Infinity }], false), ["finite_number response.0.x"]);
});

test("what is not declared is sent as it is", () => {
  const type = object(property("name", string));
  assert.equal(write(type, { name: "a", more: [1] }, false).text, '{"name":"a","more":[1]}');
  assert.equal(write(type, undefined, false).text, "null");
  const value = {
    date: new Date("2026-01-02T03:04:05Z"),
    big: 5n,
    set: new Set([1]),
    map: new Map([["k", new Map([[2, 3n]])]]),
    bytes: Buffer.from("a"),
    url: new URL("http://a"),
    day: Temporal.PlainDate.from("2026-01-02"),
    none: undefined,
    call: () => 1,
    list: [undefined, () => 1, null],
    own: { toJSON: (name: string) => ({ name, at: new Date(0) }) },
  };
  assert.equal(
    write(unknown, value, false).text,
    '{"date":"2026-01-02T03:04:05Z","big":5,"set":[1],"map":{"k":{"2":3}},"bytes":"YQ==","url":"http://a/",' +
      '"day":"2026-01-02","list":[null,null,null],"own":{"name":"own","at":"1970-01-01T00:00:00Z"}}',
  );
});

test("circles and endless depth are issues, not crashes", () => {
  const circle: Record<string, unknown> = { v: 1 };
  circle["next"] = circle;
  const next: TypeModel = { kind: "ref", id: "Node" };
  const type = object(property("v", integer), property("next", next, true));
  const definitions = { Node: { name: "Node", type } };
  let deep: unknown = { v: 1 };
  for (let depth = 0; depth < 100_000; depth++) deep = { v: 1, next: deep };
  const types = (...given: Parameters<typeof write>): string[] =>
    write(...given).issues.map(({ type: own }) => own);
  for (const value of [circle, deep]) {
    assert.deepEqual(types(next, value, true, definitions), ["recursion_loop"]);
    assert.deepEqual(types(unknown, value, false), ["recursion_loop"]);
  }
  assert.deepEqual(types(next, circle, false, definitions), ["recursion_loop"]);
  assert.doesNotThrow(() => compileSerializer(next, definitions, { declared: false })(deep, []));
});

test("an invalid date is an issue", () => {
  assert.deepEqual(errors({ kind: "date" }, new Date(Number.NaN)), ["datetime_object_invalid response"]);
  assert.deepEqual(errors(unknown, new Date(Number.NaN), false), ["datetime_object_invalid response"]);
});

test("a discriminated union is written by its tag, any other by the member that fits best", () => {
  const cat = object(property("kind", { kind: "literal", values: ["cat"] }), property("n", integer));
  const dog = object(property("kind", { kind: "literal", values: ["dog"] }), property("name", string));
  const tagged: TypeModel = { kind: "union", members: [cat, dog] };
  assert.equal(declared(tagged, { name: "r", kind: "dog", n: 1 }), '{"kind":"dog","name":"r"}');
  assert.deepEqual(errors(tagged, { kind: "cow" }), ["union_tag_invalid response"]);
  const plain: TypeModel = {
    kind: "union",
    members: [object(property("a", integer)), object(property("b", integer)), string],
  };
  assert.equal(declared(plain, { b: 1, c: 2 }), '{"b":1}');
  assert.equal(declared(plain, "x"), '"x"');
});
