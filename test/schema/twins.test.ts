import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import type { Issue } from "../../src/schema/issue.ts";
import {
  compileSerializer,
  interpretSerializer,
  type SerializerOptions,
} from "../../src/schema/serializer.ts";
import {
  compileValidator,
  interpretValidator,
  type Validate,
  type ValidatorOptions,
} from "../../src/schema/validator.ts";
import { plain } from "./plain.ts";
import { holds, type Sample, samples } from "./properties.ts";
import { junk } from "./values.ts";

const text = fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom("1", "true", "a", "red", "2026-01-02"));
const texts = fc.oneof(text, fc.array(text, { maxLength: 3 }));

function outcome(validate: Validate, value: unknown): unknown {
  const issues: Issue[] = [];
  const parsed = validate(value, ["body"], issues);
  return issues.length ? { issues } : { parsed: plain(parsed) };
}

const readings: readonly ValidatorOptions[] = [{}, { strict: true }, { from: "text" }, { bare: true }];

for (const options of readings) {
  test(`generated validators do as interpreted ones ${JSON.stringify(options)}`, (context) => {
    const drawn =
      options.from === "text"
        ? samples(texts, { checks: true, secrets: true })
        : samples(junk, { anyDefaults: true, checks: true, secrets: true });
    holds(context, drawn, ({ type, known, values }) => {
      const compiled = compileValidator(type, known, options);
      const interpreted = interpretValidator(type, known, options);
      for (const value of values) assert.deepEqual(outcome(compiled, value), outcome(interpreted, value));
    });
  });
}

/** The program's own value that JSON of the type means, or the JSON itself where it means none. */
function native(type: TypeModel, known: Definitions, value: unknown): unknown {
  const issues: Issue[] = [];
  const parsed = interpretValidator(type, known)(value, [], issues);
  return issues.length ? value : parsed;
}

const writings: readonly SerializerOptions[] = [
  { declared: true },
  { declared: false },
  { declared: true, bare: true, omits: { nulls: true } },
  { declared: true, omits: { nulls: true, defaults: true } },
];

for (const options of writings) {
  test(`generated serializers do as interpreted ones ${JSON.stringify(options)}`, (context) => {
    holds(context, samples(junk, { checks: true, secrets: true }), ({ type, known, values }) => {
      const compiled = compileSerializer(type, known, options);
      const interpreted = interpretSerializer(type, known, options);
      for (const value of values) {
        const own = native(type, known, value);
        const [issues, others]: [Issue[], Issue[]] = [[], []];
        const written = compiled(own, issues);
        const expected = interpreted(own, others);
        assert.deepEqual(plain(issues), plain(others));
        if (issues.length === 0) assert.equal(written, expected);
      }
    });
  });
}

/** Parses `value`, writes it, parses that, and writes it again; nothing where it does not parse. */
function twice(
  { type, known }: Sample,
  value: unknown,
): { parsed: unknown[]; written: string[] } | undefined {
  const serialize = compileSerializer(type, known, { declared: true });
  const validate = compileValidator(type, known);
  const issues: Issue[] = [];
  const first = validate(value, [], issues);
  if (issues.length) return undefined;
  const text = serialize(first, issues);
  assert.deepEqual(issues, []);
  const second = validate(JSON.parse(text), [], issues);
  const again = serialize(second, issues);
  assert.deepEqual(issues, []);
  return { parsed: [first, second].map(plain), written: [text, again] };
}

test("what is written parses to the same value", (context) => {
  holds(context, samples(junk, { noUnions: true, checks: true }), (sample) => {
    for (const value of sample.values) {
      const { parsed = [] } = twice(sample, value) ?? {};
      assert.deepEqual(parsed[0], parsed[1]);
    }
  });
});

test("what is written is written again when it was parsed", (context) => {
  holds(context, samples(), (sample) => {
    for (const value of sample.values) {
      const { written = [] } = twice(sample, value) ?? {};
      assert.equal(written[0], written[1]);
    }
  });
});
