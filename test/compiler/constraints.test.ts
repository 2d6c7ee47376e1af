import assert from "node:assert/strict";
import { test } from "node:test";
import { type Words, constrain } from "../../src/compiler/constraints.ts";
import type { TypeModel } from "../../src/contract/type-model.ts";

const messages = (model: TypeModel, words: Words): readonly string[] =>
  constrain(model, words).mistakes.map(({ message }) => message);

test("constraints go to the types they suit, annotations to the whole", () => {
  const union: TypeModel = {
    kind: "union",
    members: [{ kind: "string" }, { kind: "number" }, { kind: "null" }],
  };
  const { model, mistakes } = constrain(union, { minLength: 1, maximum: 9, title: "Either" });
  assert.deepEqual(mistakes, []);
  assert.deepEqual(model, {
    kind: "union",
    members: [{ kind: "string", minLength: 1 }, { kind: "number", maximum: 9 }, { kind: "null" }],
    title: "Either",
  });
});

test("the model that was given stays as it was", () => {
  const model: TypeModel = { kind: "string" };
  constrain(model, { minLength: 1 });
  assert.deepEqual(model, { kind: "string" });
});

for (const [words, model, expected] of [
  [{ minLength: -1 }, { kind: "string" }, /whole number from 0, not `-1`/],
  [{ minLength: 1.5 }, { kind: "string" }, /whole number from 0/],
  [{ pattern: "[" }, { kind: "string" }, /regular expression/],
  [{ pattern: "\\-" }, { kind: "string" }, /regular expression/],
  [{ minimum: "1" }, { kind: "number" }, /a number, not `"1"`/],
  [{ multipleOf: 0 }, { kind: "integer" }, /above 0/],
  [{ minimum: 2, maximum: 1 }, { kind: "number" }, /`minimum` 2 is above `maximum` 1/],
  [{ minItems: 2, maxItems: 1 }, { kind: "array", items: { kind: "string" } }, /above/],
  [{ minLength: 1 }, { kind: "number" }, /of kind number/],
  [{ maxDigits: 1 }, { kind: "string" }, /of kind string; it is for Decimal/],
  [{ decimalPlaces: -1 }, { kind: "string", format: "decimal" }, /whole number from 0/],
  [{ minimum: 1 }, { kind: "string" }, /of kind string/],
  [{ uniqueItems: "yes" }, { kind: "array", items: { kind: "string" } }, /true or false/],
  [{ examples: "a" }, { kind: "string" }, /a list/],
  [{ colour: "red" }, { kind: "string" }, /is not a constraint/],
] as const satisfies readonly (readonly [Words, TypeModel, RegExp])[]) {
  test(`a mistake: ${JSON.stringify(words)} of ${model.kind}`, () => {
    const [message, ...others] = messages(model, words);
    assert.match(message ?? "", expected);
    assert.deepEqual(others, []);
  });
}

test("FastAPI's words are answered with ours", () => {
  const [mistake] = constrain({ kind: "number" }, { ge: 1 }).mistakes;
  assert.equal(mistake?.hint, "Write `minimum`.");
});

test("what is right of several constraints is kept", () => {
  const { model } = constrain({ kind: "number" }, { minimum: 1, ge: 2, maximum: "x" });
  assert.deepEqual(model, { kind: "number", minimum: 1 });
});
