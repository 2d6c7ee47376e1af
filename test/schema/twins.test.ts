import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import type { Issue } from "../../src/schema/issue.ts";
import { compileSerializer, interpretSerializer } from "../../src/schema/serializer.ts";
import {
  compileValidator,
  interpretValidator,
  type Validate,
  type ValidatorOptions,
} from "../../src/schema/validator.ts";
import { definitions, type Drawn, runs, types } from "./arbitrary.ts";
import { junk, valuesOf } from "./values.ts";
import { plain } from "./plain.ts";

interface Sample {
  readonly type: TypeModel;
  readonly known: Definitions;
  readonly values: readonly unknown[];
}

const text = fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom("1", "true", "a", "red", "2026-01-02"));
const texts = fc.oneof(text, fc.array(text, { maxLength: 3 }));

function samples(others: fc.Arbitrary<unknown> = junk, drawn: Drawn = {}): fc.Arbitrary<Sample> {
  return fc
    .record({ type: types(drawn), known: definitions(drawn) })
    .chain(({ type, known }) =>
      fc
        .array(valuesOf(type, known, others), { minLength: 4, maxLength: 4 })
        .map((values) => ({ type, known, values })),
    );
}

function outcome(validate: Validate, value: unknown): unknown {
  const issues: Issue[] = [];
  const parsed = validate(value, ["body"], issues);
  return issues.length ? { issues } : { parsed: plain(parsed) };
}

const readings: readonly ValidatorOptions[] = [{}, { strict: true }, { from: "text" }];

for (const options of readings) {
  test(`generated validators do as interpreted ones ${JSON.stringify(options)}`, () => {
    const drawn = options.from === "text" ? samples(texts) : samples(junk, { anyDefaults: true });
    fc.assert(
      fc.property(drawn, ({ type, known, values }) => {
        const compiled = compileValidator(type, known, options);
        const interpreted = interpretValidator(type, known, options);
        for (const value of values) assert.deepEqual(outcome(compiled, value), outcome(interpreted, value));
      }),
      { numRuns: runs },
    );
  });
}

/** The program's own value that JSON of the type means, or the JSON itself where it means none. */
function native(type: TypeModel, known: Definitions, value: unknown): unknown {
  const issues: Issue[] = [];
  const parsed = interpretValidator(type, known)(value, [], issues);
  return issues.length ? value : parsed;
}

for (const declared of [true, false]) {
  test(`generated serializers do as interpreted ones, declared: ${declared}`, () => {
    fc.assert(
      fc.property(samples(), ({ type, known, values }) => {
        const compiled = compileSerializer(type, known, { declared });
        const interpreted = interpretSerializer(type, known, { declared });
        for (const value of values) {
          const own = native(type, known, value);
          const [issues, others]: [Issue[], Issue[]] = [[], []];
          const written = compiled(own, issues);
          const expected = interpreted(own, others);
          assert.deepEqual(plain(issues), plain(others));
          if (issues.length === 0) assert.equal(written, expected);
        }
      }),
      { numRuns: runs },
    );
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

test("what is written parses to the same value", () => {
  fc.assert(
    fc.property(samples(junk, { noUnions: true }), (sample) => {
      for (const value of sample.values) {
        const { parsed = [] } = twice(sample, value) ?? {};
        assert.deepEqual(parsed[0], parsed[1]);
      }
    }),
    { numRuns: runs },
  );
});

test("what is written is written again when it was parsed", () => {
  fc.assert(
    fc.property(samples(), (sample) => {
      for (const value of sample.values) {
        const { written = [] } = twice(sample, value) ?? {};
        assert.equal(written[0], written[1]);
      }
    }),
    { numRuns: runs },
  );
});
