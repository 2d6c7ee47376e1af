import assert from "node:assert/strict";
import { test } from "node:test";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import { asCarried, formFields, takesBytes } from "../../src/parameters/form-shape.ts";
import { parameterOf } from "./asking.ts";

const upload: TypeModel = { kind: "ref", id: "#Upload" };
const bytes: TypeModel = { kind: "bytes" };
const definitions: Definitions = {
  "#Upload": {
    name: "Upload",
    type: {
      kind: "object",
      properties: [
        { name: "title", type: { kind: "string" }, optional: true },
        { name: "data", type: bytes, optional: false },
      ],
    },
  },
};

test("a parameter is one field under its wire name, a model as many as it has properties", () => {
  const one = parameterOf("a", { kind: "string" }, { alias: "b", optional: true, default: "x" });
  assert.deepEqual(formFields(one, definitions), [
    { name: "b", required: false, type: { kind: "string", default: "x" } },
  ]);
  const model = parameterOf("upload", upload);
  assert.deepEqual(
    formFields(model, definitions).map(({ name, required }) => [name, required]),
    [
      ["title", false],
      ["data", true],
    ],
  );
  const nullable = {
    ...model,
    optional: true,
    type: { kind: "union", members: [upload, { kind: "null" }] } as const,
  };
  assert.deepEqual(
    formFields(nullable, definitions).map(({ required }) => required),
    [false, false],
  );
});

test("a form carries bytes as they are", () => {
  const nullable: TypeModel = { kind: "union", members: [bytes, { kind: "null" }], title: "T" };
  const list: TypeModel = { kind: "array", items: bytes, minItems: 1 };
  assert.deepEqual(asCarried(bytes, definitions), { kind: "file" });
  assert.deepEqual(asCarried(nullable, definitions), {
    ...nullable,
    members: [{ kind: "file" }, { kind: "null" }],
  });
  assert.deepEqual(asCarried(list, definitions), { ...list, items: { kind: "file" } });
  assert.equal(asCarried(upload, definitions), upload);
  assert.deepEqual(
    [bytes, nullable, list, upload].map((type) => takesBytes(type, definitions)),
    [true, true, true, false],
  );
});
