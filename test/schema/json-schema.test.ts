import assert from "node:assert/strict";
import { isIPv6 } from "node:net";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Definitions, ObjectModel, TypeModel } from "../../src/contract/type-model.ts";
import type { Issue } from "../../src/schema/issue.ts";
import { type JsonSchema, jsonSchema, titleOf } from "../../src/schema/json-schema.ts";
import { compileValidator, interpretValidator } from "../../src/schema/validator.ts";
import { holds, samples } from "./properties.ts";

const ref = (id: string): string => `#/$defs/${id}`;

function schemaOf(type: TypeModel): JsonSchema {
  return jsonSchema(type, {}, { ref });
}

const leaves: readonly (readonly [TypeModel, JsonSchema])[] = [
  [{ kind: "string" }, { type: "string" }],
  [
    { kind: "string", minLength: 1, maxLength: 3, pattern: "a", format: "uuid" },
    { type: "string", minLength: 1, maxLength: 3, pattern: "a", format: "uuid" },
  ],
  [
    { kind: "number", exclusiveMinimum: 0 },
    { type: "number", exclusiveMinimum: 0 },
  ],
  [
    { kind: "integer", minimum: 1, maximum: 9, multipleOf: 2 },
    { type: "integer", minimum: 1, maximum: 9, multipleOf: 2 },
  ],
  [
    { kind: "bigint", exclusiveMaximum: 5 },
    { type: "integer", exclusiveMaximum: 5 },
  ],
  [{ kind: "boolean" }, { type: "boolean" }],
  [{ kind: "null" }, { type: "null" }],
  [{ kind: "undefined" }, { type: "null" }],
  [{ kind: "never" }, { not: {} }],
  [{ kind: "unknown" }, {}],
  [{ kind: "date" }, { type: "string", format: "date-time" }],
  [{ kind: "url" }, { type: "string", format: "uri" }],
  [
    { kind: "string", format: "url" },
    { type: "string", format: "uri", minLength: 1, maxLength: 2083 },
  ],
  [
    { kind: "bytes" },
    { type: "string", contentEncoding: "base64", contentMediaType: "application/octet-stream" },
  ],
  [{ kind: "file" }, { type: "string", contentMediaType: "application/octet-stream" }],
  [
    { kind: "temporal", type: "Instant" },
    { type: "string", format: "date-time" },
  ],
  [
    { kind: "temporal", type: "PlainDate" },
    { type: "string", format: "date" },
  ],
  [
    { kind: "temporal", type: "PlainTime" },
    { type: "string", format: "time" },
  ],
  [
    { kind: "temporal", type: "Duration" },
    { type: "string", format: "duration" },
  ],
  [
    { kind: "literal", values: ["a"] },
    { type: "string", const: "a" },
  ],
  [
    { kind: "literal", values: [1, 2] },
    { type: "integer", enum: [1, 2] },
  ],
  [{ kind: "literal", values: ["a", 1, true] }, { enum: ["a", 1, true] }],
  [
    { kind: "enum", values: ["x", "y"] },
    { type: "string", enum: ["x", "y"] },
  ],
  [
    { kind: "template", pattern: "^a\\d+$" },
    { type: "string", pattern: "^a\\d+$" },
  ],
];

for (const [type, schema] of leaves) {
  test(`the schema of ${JSON.stringify(type)}`, () => assert.deepEqual(schemaOf(type), schema));
}

const integer: TypeModel = { kind: "integer" };
const string: TypeModel = { kind: "string" };

test("lists, sets, tuples and dictionaries", () => {
  const array: TypeModel = { kind: "array", items: integer, minItems: 1, maxItems: 2, uniqueItems: true };
  const list = { items: { type: "integer" }, type: "array" };
  assert.deepEqual(schemaOf(array), { ...list, minItems: 1, maxItems: 2, uniqueItems: true });
  assert.deepEqual(schemaOf({ kind: "set", items: integer }), { ...list, uniqueItems: true });
  assert.deepEqual(schemaOf({ kind: "tuple", items: [integer, string], required: 1 }), {
    prefixItems: [{ type: "integer" }, { type: "string" }],
    type: "array",
    minItems: 1,
    maxItems: 2,
  });
  assert.deepEqual(schemaOf({ kind: "tuple", items: [], required: 0, rest: integer }), list);
  const record = { additionalProperties: { type: "integer" }, type: "object" };
  assert.deepEqual(schemaOf({ kind: "record", values: integer }), record);
  assert.deepEqual(schemaOf({ kind: "map", keys: integer, values: integer }), record);
  assert.deepEqual(schemaOf({ kind: "record", values: { kind: "unknown" } }), {
    additionalProperties: true,
    type: "object",
  });
});

test("optional, null and defaults", () => {
  const type: ObjectModel = {
    kind: "object",
    properties: [
      { name: "a", type: integer, optional: false },
      { name: "b", type: { kind: "union", members: [string, { kind: "null" }] }, optional: true },
      { name: "c", type: { kind: "array", items: string, default: [] }, optional: true },
      { name: "d", type: { ...string, default: null, description: "D", deprecated: true }, optional: true },
    ],
    additional: false,
  };
  const schema = {
    properties: {
      a: { type: "integer" },
      b: { anyOf: [{ type: "string" }, { type: "null" }] },
      c: { items: { type: "string" }, type: "array", default: [] },
      d: { type: "string", description: "D", deprecated: true },
    },
    additionalProperties: false,
    type: "object",
  };
  assert.deepEqual(schemaOf(type), { ...schema, required: ["a"] });
});

const pets: Definitions = Object.fromEntries(
  ["Cat", "Dog"].map((name) => {
    const kind: TypeModel = { kind: "literal", values: name === "Cat" ? ["cat"] : ["dog", "wolf"] };
    return [
      name,
      { name, type: { kind: "object", properties: [{ name: "kind", type: kind, optional: false }] } },
    ];
  }),
);

test("a discriminated union says so", () => {
  const type: TypeModel = {
    kind: "union",
    members: [{ kind: "ref", id: "Cat" }, { kind: "ref", id: "Dog" }, { kind: "null" }],
  };
  assert.deepEqual(jsonSchema(type, pets, { ref }), {
    anyOf: [
      {
        oneOf: [{ $ref: "#/$defs/Cat" }, { $ref: "#/$defs/Dog" }],
        discriminator: {
          propertyName: "kind",
          mapping: { cat: "#/$defs/Cat", dog: "#/$defs/Dog", wolf: "#/$defs/Dog" },
        },
      },
      { type: "null" },
    ],
  });
});

test("titles are FastAPI's, with the words of camel case apart", () => {
  const names = ["item_id", "itemId", "x-token", "URL", "ITEM_ID", "q", "userID2", "größe", "_private"];
  const titles = ["Item Id", "Item Id", "X-Token", "Url", "Item Id", "Q", "User ID2", "Größe", " Private"];
  assert.deepEqual(names.map(titleOf), titles);
  assert.equal(titleOf("parseHTTPHeader"), "Parse HTTP Header");
  assert.equal(titleOf("Response_parseHTTPHeader"), "Response Parse HTTP Header");
  const type: TypeModel = {
    kind: "object",
    properties: [
      { name: "item_id", type: integer, optional: false },
      { name: "cat", type: { kind: "ref", id: "Cat" }, optional: false },
      {
        name: "no_cat",
        type: { kind: "union", members: [{ kind: "ref", id: "Cat" }, { kind: "null" }] },
        optional: true,
      },
      { name: "own", type: { ...string, title: "Mine" }, optional: true },
    ],
  };
  const schema = jsonSchema(type, pets, { ref, titles: true });
  const found = Object.values(schema["properties"] as Record<string, JsonSchema>).map(({ title }) => title);
  assert.deepEqual(found, ["Item Id", undefined, undefined, "Mine"]);
});

/** Base64 of either alphabet; padding may be short, or left out. */
function base64(text: string): boolean {
  const bare = text.replace(/={1,2}$/, "");
  const bytes = Buffer.from(bare, "base64");
  const isCanonical = [bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url")].includes(
    bare,
  );
  return isCanonical && text.length - bare.length <= (4 - (bare.length % 4)) % 4;
}

function validator(type: TypeModel, known: Definitions): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 9, ownProperties: true });
  ajv.removeKeyword("contentEncoding");
  ajv.addKeyword({
    keyword: "contentEncoding",
    type: "string",
    validate: (_: unknown, text: string) => base64(text),
  });
  const date = "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])";
  const time = "([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d([.,]\\d+)?)?(z|[+-]\\d\\d:?\\d\\d)?";
  ajv.addFormat("date", new RegExp(`^${date}$`));
  ajv.addFormat("time", new RegExp(`^${time}$`, "i"));
  ajv.addFormat("date-time", new RegExp(`^${date}[t _]${time}$`, "i"));
  ajv.addFormat("duration", /^[+-]?P(?=.)(\d+[YMWD])*(T(?=.)(\d+(\.\d+)?[HMS])+)?$/);
  ajv.addFormat("password", true);
  ajv.addFormat("uri", (text) => URL.canParse(text));
  ajv.addFormat("ipv4", /^(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}$/);
  ajv.addFormat("ipv6", (text) => isIPv6(text));
  ajv.addFormat(
    "hostname",
    /^(?=.{1,254}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*\.?$/i,
  );
  ajv.addFormat("uuid", /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i);
  const write = (model: TypeModel): JsonSchema => jsonSchema(model, known, { ref });
  const $defs = Object.fromEntries(Object.entries(known).map(([id, { type: own }]) => [id, write(own)]));
  return ajv.compile({ ...write(type), $defs });
}

/** Integers that a number does not hold exactly are refused, which JSON Schema cannot say. */
const beyondInteger = /\de\+|\d{16}/;

test("strict validators accept what the schema accepts", (context) => {
  holds(context, samples(undefined, { schemaOnly: true, secrets: true }), ({ type, known, values }) => {
    const accepts = validator(type, known);
    const validations = [compileValidator, interpretValidator].map((make) =>
      make(type, known, { strict: true }),
    );
    for (const value of values) {
      if (beyondInteger.test(JSON.stringify(value))) continue;
      for (const validate of validations) {
        const issues: Issue[] = [];
        validate(value, [], issues);
        assert.equal(issues.length === 0, accepts(value), JSON.stringify([value, issues]));
      }
    }
  });
});
