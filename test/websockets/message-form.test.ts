import assert from "node:assert/strict";
import { test } from "node:test";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import { messageForm } from "../../src/websockets/message-form.ts";

const object: TypeModel = { kind: "object", properties: [] };
const string: TypeModel = { kind: "string" };
const bytes: TypeModel = { kind: "bytes" };
const union = (...members: TypeModel[]): TypeModel => ({ kind: "union", members });

const definitions: Definitions = {
  word: { name: "Word", type: { kind: "string", minLength: 1 } },
  either: { name: "Either", type: union({ kind: "ref", id: "word" }, bytes) },
};

const forms: readonly (readonly [TypeModel, ReturnType<typeof messageForm>])[] = [
  [string, { bytes: false, text: "plain" }],
  [
    { kind: "ref", id: "word" },
    { bytes: false, text: "plain" },
  ],
  [
    { kind: "template", pattern: "^a" },
    { bytes: false, text: "plain" },
  ],
  [
    { kind: "literal", values: ["a", "b"] },
    { bytes: false, text: "plain" },
  ],
  [
    { kind: "enum", values: ["a"] },
    { bytes: false, text: "plain" },
  ],
  [
    { kind: "literal", values: ["a", 1] },
    { bytes: false, text: "json" },
  ],
  [{ kind: "number" }, { bytes: false, text: "json" }],
  [{ kind: "unknown" }, { bytes: false, text: "json" }],
  [object, { bytes: false, text: "json" }],
  [union(string, object), { bytes: false, text: "json" }],
  [union(string, { kind: "null" }), { bytes: false, text: "json" }],
  [bytes, { bytes: true, text: undefined }],
  [union(bytes, object), { bytes: true, text: "json" }],
  [
    { kind: "ref", id: "either" },
    { bytes: true, text: "plain" },
  ],
];

test("text and bytes are messages of their own, and all else is JSON", () => {
  for (const [type, form] of forms)
    assert.deepEqual(messageForm(type, definitions), form, JSON.stringify(type));
});
