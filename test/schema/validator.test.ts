import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { DiagnosticError } from "../../src/contract/diagnostic.ts";
import type { Definitions, Property, TypeModel } from "../../src/contract/type-model.ts";
import type { Issue } from "../../src/schema/issue.ts";
import { compileValidator, interpretValidator, type ValidatorOptions } from "../../src/schema/validator.ts";

const integer: TypeModel = { kind: "integer" };
const string: TypeModel = { kind: "string" };
const twins = [compileValidator, interpretValidator] as const;

function object(...properties: Property[]): TypeModel {
  return { kind: "object", properties };
}

function property(name: string, type: TypeModel, optional = false): Property {
  return { name, type, optional };
}

const node: Definitions = {
  Node: {
    name: "Node",
    type: object(property("v", integer), property("next", { kind: "ref", id: "Node" }, true)),
  },
};

interface Outcome {
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/** What both twins answer, which is the same. */
function answer(
  type: TypeModel,
  input: unknown,
  options: ValidatorOptions = {},
  definitions: Definitions = {},
): Outcome {
  const [generated, interpreted] = twins.map((make) => {
    const issues: Issue[] = [];
    const value = make(type, definitions, options)(input, ["body"], issues);
    return { value: issues.length ? undefined : value, issues };
  }) as unknown as [Outcome, Outcome];
  assert.deepEqual(generated, interpreted);
  return generated;
}

function errors(...given: Parameters<typeof answer>): string[] {
  return answer(...given).issues.map(({ type, loc }) => `${type} ${loc.join(".")}`);
}

test("issues stand behind the given place, and those before them stay", () => {
  const issues: Issue[] = [];
  const validate = compileValidator({ kind: "array", items: integer }, {});
  validate(["x"], ["query", "q"], issues);
  validate([1, "y"], ["query", "r"], issues);
  const places = issues.map(({ loc }) => loc);
  assert.deepEqual(places, [
    ["query", "q", 0],
    ["query", "r", 1],
  ]);
});

test("an object collects all its issues in the order of declaration", () => {
  const type = object(property("a", integer), property("b", string), property("c", string));
  assert.deepEqual(errors(type, { c: 1, b: 2 }), [
    "missing body.a",
    "string_type body.b",
    "string_type body.c",
  ]);
  assert.deepEqual(answer(type, { c: "" }).issues[0]?.input, { c: "" });
});

test("unknown keys are dropped, forbidden or checked", () => {
  const properties = [property("a", integer)];
  const input = { a: 1, b: "2" };
  assert.deepEqual(answer({ kind: "object", properties }, input).value, { a: 1 });
  assert.deepEqual(errors({ kind: "object", properties, additional: false }, input), [
    "extra_forbidden body.b",
  ]);
  assert.deepEqual(answer({ kind: "object", properties, additional: integer }, input).value, { a: 1, b: 2 });
});

test("a default is made anew each time", () => {
  const list: TypeModel = { kind: "array", items: string, default: [] };
  for (const make of twins) {
    const validate = make(object(property("tags", list, true)), {});
    const [first, second] = [validate({}, [], []), validate({}, [], [])] as { tags: string[] }[];
    first?.tags.push("x");
    assert.deepEqual(second, { tags: [] });
  }
});

test("a default is read as JSON, also where values are text", () => {
  const date: TypeModel = { kind: "date", default: "2026-01-02T00:00:00Z" };
  const bytes: TypeModel = { kind: "bytes", default: "YQ==" };
  const type = object(property("when", date, true), property("data", bytes, true));
  const value = { when: new Date("2026-01-02T00:00:00Z"), data: Uint8Array.of(97) };
  assert.deepEqual(answer(type, {}).value, value);
  assert.deepEqual(answer(type, {}, { from: "text" }).value, value);
});

test("text is coerced element by element", () => {
  const text = { from: "text" } as const;
  assert.deepEqual(answer({ kind: "array", items: integer }, ["1", "2"], text).value, [1, 2]);
  assert.deepEqual(answer({ kind: "array", items: integer }, "1", text).value, [1]);
  assert.deepEqual(answer({ kind: "set", items: integer }, ["1", "1"], text).value, new Set([1]));
  assert.deepEqual(answer({ kind: "tuple", items: [integer, string], required: 2 }, ["1", "2"], text).value, [
    1,
    "2",
  ]);
  assert.deepEqual(errors({ kind: "array", items: integer }, ["x"], text), ["int_parsing body.0"]);
  assert.equal(
    answer({ kind: "bigint" }, "123456789012345678901234567890", text).value,
    123456789012345678901234567890n,
  );
  assert.equal(answer({ kind: "literal", values: [1, 2] }, "2", text).value, 2);
  assert.deepEqual(answer({ kind: "bytes" }, "é", text).value, Uint8Array.of(0xc3, 0xa9));
  assert.deepEqual(answer(object(property("a", integer)), { a: "1" }, text).value, { a: 1 });
  assert.equal(answer(integer, "1", { from: "text", strict: true }).value, 1);
});

test("a union of text is tried in order, a string last", () => {
  const text = { from: "text" } as const;
  const type: TypeModel = { kind: "union", members: [string, { kind: "number" }, { kind: "boolean" }] };
  assert.equal(answer(type, "5", text).value, 5);
  assert.equal(answer(type, "yes", text).value, true);
  assert.equal(answer(type, "maybe", text).value, "maybe");
  const nullable: TypeModel = { kind: "union", members: [integer, { kind: "null" }] };
  assert.deepEqual(errors(nullable, "null", text), ["int_parsing body"]);
});

test("strict leaves JSON as it is", () => {
  const strict = { strict: true };
  assert.deepEqual(errors(integer, "1", strict), ["int_type body"]);
  assert.deepEqual(errors({ kind: "boolean" }, 1, strict), ["bool_type body"]);
  assert.deepEqual(errors({ kind: "date" }, 1, strict), ["datetime_type body"]);
  assert.deepEqual(errors({ kind: "date" }, "2026-01-02", strict), ["datetime_parsing body"]);
  assert.deepEqual(answer({ kind: "set", items: integer }, [1, 1], strict).value, new Set([1]));
  assert.deepEqual(
    answer({ kind: "map", keys: integer, values: integer }, { 1: 2 }, strict).value,
    new Map([[1, 2]]),
  );
});

test("numbers that a number cannot hold are refused, not changed", () => {
  assert.deepEqual(errors(integer, 2 ** 53), ["int_parsing_size body"]);
  assert.deepEqual(errors(integer, "9007199254740993"), ["int_parsing_size body"]);
  assert.deepEqual(errors({ kind: "bigint" }, 1e300), ["int_parsing_size body"]);
  assert.equal(answer({ kind: "bigint" }, "9007199254740993").value, 9007199254740993n);
  assert.deepEqual(errors({ kind: "bigint" }, "1".repeat(5000)), ["int_parsing_size body"]);
  assert.deepEqual(errors({ kind: "number" }, JSON.parse("1e999")), ["finite_number body"]);
  assert.deepEqual(errors({ kind: "number" }, Number.NaN), ["finite_number body"]);
  assert.deepEqual(errors(integer, Number.NaN), ["finite_number body"]);
});

test("a lone surrogate is no text", () => {
  assert.deepEqual(errors(string, JSON.parse(String.raw`"\ud83d"`)), ["string_unicode body"]);
});

test("keys that every object inherits are data like any other", () => {
  const input = JSON.parse('{"__proto__":{"polluted":true},"constructor":"c","toString":"t"}') as unknown;
  const record = answer({ kind: "record", values: { kind: "unknown" } }, input).value as object;
  assert.deepEqual(Object.keys(record), ["__proto__", "constructor", "toString"]);
  assert.equal(Object.getPrototypeOf(record), Object.prototype);
  const open = answer({ kind: "object", properties: [], additional: { kind: "unknown" } }, input)
    .value as object;
  assert.deepEqual(Object.keys(open), ["__proto__", "constructor", "toString"]);
  const named = object(
    property("__proto__", object(property("polluted", { kind: "boolean" }))),
    property("constructor", string),
  );
  const found = answer(named, input).value as object;
  assert.deepEqual(Object.keys(found), ["__proto__", "constructor"]);
  assert.equal(Object.getPrototypeOf(found), Object.prototype);
  assert.deepEqual(errors(named, {}), ["missing body.__proto__", "missing body.constructor"]);
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});

test("names of properties are never code", () => {
  const name = '"];throw new Error("run");//\u2028`${1}';
  assert.deepEqual(answer(object(property(name, integer)), { [name]: 1 }).value, { [name]: 1 });
  assert.deepEqual(errors(object(property(name, integer)), {}), [`missing body.${name}`]);
});

test("what nests too deeply is an issue", () => {
  let input: unknown = { v: 1 };
  for (let depth = 0; depth < 100_000; depth++) input = { v: 1, next: input };
  const { issues } = answer({ kind: "ref", id: "Node" }, input, {}, node);
  assert.equal(issues.length, 1);
  assert.equal(issues[0]?.type, "recursion_loop");
  assert.equal(issues[0]?.loc.length, 256);
});

test("a long list of deep objects stays within the limit again and again", () => {
  let deep: unknown = { v: 1 };
  for (let depth = 0; depth < 200; depth++) deep = { v: 1, next: deep };
  const list: TypeModel = { kind: "array", items: { kind: "ref", id: "Node" } };
  assert.deepEqual(answer(list, [deep, deep, deep], {}, node).issues, []);
});

test("a small body cannot ask for a huge answer", () => {
  const lists: readonly TypeModel[] = [
    { kind: "array", items: integer },
    { kind: "set", items: integer },
    { kind: "tuple", items: [], required: 0, rest: integer },
    {
      kind: "array",
      items: { kind: "array", items: { kind: "union", members: [integer, { kind: "null" }] } },
    },
  ];
  const input = Array.from({ length: 200_000 }, () => ["x"]);
  for (const type of lists) assert.equal(answer(type, input).issues.length, 1000);
  const object = Object.fromEntries(input.entries());
  assert.equal(answer({ kind: "record", values: integer }, object).issues.length, 1000);
  assert.equal(answer({ kind: "object", properties: [], additional: false }, object).issues.length, 1000);
});

test("long text is read in time that grows with its length", () => {
  const long = 1_000_000;
  const texts = [
    "1".repeat(long),
    " ".repeat(long),
    "=".repeat(long),
    "_1".repeat(long / 2),
    "1.".repeat(long / 2),
  ];
  const types: readonly TypeModel[] = [
    integer,
    { kind: "number" },
    { kind: "bigint" },
    { kind: "date" },
    { kind: "url" },
    { kind: "bytes" },
    { kind: "temporal", type: "Duration" },
    { kind: "temporal", type: "PlainTime" },
    ...["email", "uri", "url", "uuid", "ipv4", "ipv6", "hostname", "date-time", "time", "decimal"].map(
      (format): TypeModel => ({ kind: "string", format }),
    ),
  ];
  const begin = performance.now();
  for (const type of types) {
    for (const text of texts) assert.equal(errors(type, `${text}x`).length, 1, JSON.stringify(type));
  }
  assert.ok(performance.now() - begin < 10_000);
});

test("a tag may be anything", () => {
  const member = (tag: string): TypeModel => object(property("kind", { kind: "literal", values: [tag] }));
  const type: TypeModel = { kind: "union", members: [member("a"), member("b")] };
  const message =
    "Input tag '{'x': [1, None, {'y': True}]}' found using 'kind' does not match any of the expected tags: 'a', 'b'";
  assert.equal(answer(type, { kind: { x: [1, null, { y: true }] } }).issues[0]?.msg, message);
  let deep: unknown = 12345678901234567890n;
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  assert.deepEqual(errors(type, { kind: deep }), ["union_tag_invalid body"]);
});

test("a bad pattern is the author's mistake, also in a named type", () => {
  const bad: TypeModel = { kind: "string", pattern: "(" };
  const definitions = { Bad: { name: "Bad", type: object(property("a", bad)) } };
  for (const make of twins) {
    for (const type of [bad, { kind: "ref", id: "Bad" }, { kind: "ref", id: "Bad" }] satisfies TypeModel[]) {
      assert.throws(
        () => make(type, definitions),
        (error) => error instanceof DiagnosticError && error.diagnostics[0]?.code === "MR109",
      );
    }
  }
});

test("without Temporal, a type that needs it is the author's mistake", () => {
  const { Temporal: library } = globalThis;
  Reflect.deleteProperty(globalThis, "Temporal");
  try {
    assert.throws(
      () => compileValidator(object(property("day", { kind: "temporal", type: "PlainDate" })), {}),
      (error) => error instanceof DiagnosticError && error.diagnostics[0]?.code === "MR117",
    );
  } finally {
    Object.defineProperty(globalThis, "Temporal", { value: library, configurable: true, writable: true });
  }
});

test("where code must not be generated, types are interpreted", () => {
  const program = `
    import { compileValidator } from ${JSON.stringify(import.meta.resolve("../../src/schema/validator.ts"))};
    import { compileSerializer } from ${JSON.stringify(import.meta.resolve("../../src/schema/serializer.ts"))};
    const type = { kind: "array", items: { kind: "integer" } };
    const issues = [];
    const value = compileValidator(type, {})(["1", "x"], [], issues);
    console.log(issues.length, value[0], compileSerializer(type, {}, { declared: true })([1, 2], []));
  `;
  const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", program];
  assert.equal(execFileSync(process.execPath, flags, { encoding: "utf8" }), "1 1 [1,2]\n");
});
