import assert from "node:assert/strict";
import { test } from "node:test";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import { findDiscriminator } from "../../src/schema/discriminator.ts";

function tagged(name: string, type: TypeModel, optional = false): TypeModel {
  return {
    kind: "object",
    properties: [
      { name: "id", type: { kind: "integer" }, optional: false },
      { name, type, optional },
    ],
  };
}

function literal(...values: (string | number)[]): TypeModel {
  return { kind: "literal", values };
}

const definitions: Definitions = {
  Cat: { name: "Cat", type: tagged("kind", literal("cat")) },
  Pet: { name: "Pet", type: { kind: "ref", id: "Cat" } },
  Color: { name: "Color", type: { kind: "enum", values: ["red"] } },
};

function found(...members: TypeModel[]): unknown {
  const discriminator = findDiscriminator(members, definitions);
  return discriminator && [discriminator.name, ...discriminator.members.map(({ tags }) => tags)];
}

test("a required literal or enum with distinct values discriminates", () => {
  const dog = tagged("kind", literal("dog", "wolf"));
  assert.deepEqual(found({ kind: "ref", id: "Cat" }, dog), ["kind", ["cat"], ["dog", "wolf"]]);
  assert.deepEqual(found({ kind: "ref", id: "Pet" }, dog), ["kind", ["cat"], ["dog", "wolf"]]);
  const red = tagged("kind", { kind: "ref", id: "Color" });
  assert.deepEqual(found(red, tagged("kind", literal(1))), ["kind", ["red"], [1]]);
});

test("what does not tell members apart does not discriminate", () => {
  const cat = tagged("kind", literal("cat"));
  assert.equal(found(cat), undefined);
  assert.equal(found(cat, cat), undefined);
  assert.equal(found(cat, tagged("kind", literal("dog"), true)), undefined);
  assert.equal(found(cat, tagged("kind", { ...literal("dog"), default: "dog" })), undefined);
  assert.equal(found(cat, tagged("type", literal("dog"))), undefined);
  assert.equal(found(cat, tagged("kind", { kind: "string" })), undefined);
  assert.equal(found(cat, { kind: "string" }), undefined);
});
