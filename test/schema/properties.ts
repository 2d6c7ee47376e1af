import type { TestContext } from "node:test";
import fc, { type Arbitrary } from "fast-check";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import { definitions, type Drawn, types } from "./arbitrary.ts";
import { junk, valuesOf } from "./values.ts";

/** A type, the named types it may speak of, and values that suit it more or less. */
export interface Sample {
  readonly type: TypeModel;
  readonly known: Definitions;
  readonly values: readonly unknown[];
}

/** How many values are tried with each type. */
const valuesEach = 4;

/**
 * How many types each property is tried with: more where a machine has the time, so that all properties together see more than
 * 100,000 values. `MILLRACE_PROPERTY_RUNS` says otherwise.
 */
const runs = Number(process.env["MILLRACE_PROPERTY_RUNS"] ?? (process.env["CI"] ? 3000 : 500));

/** `MILLRACE_PROPERTY_SEED` draws again what a run with that seed drew. */
const seed = Number(process.env["MILLRACE_PROPERTY_SEED"] ?? Math.trunc(Math.random() * 2 ** 31));

export function samples(others: Arbitrary<unknown> = junk, drawn: Drawn = {}): Arbitrary<Sample> {
  return fc
    .record({ type: types(drawn), known: definitions(drawn) })
    .chain(({ type, known }) =>
      fc
        .array(valuesOf(type, known, others), { minLength: valuesEach, maxLength: valuesEach })
        .map((values) => ({ type, known, values })),
    );
}

/** Asserts a property of random samples, and tells how many values were tried and from which seed they were drawn. */
export function holds(
  context: TestContext,
  drawn: Arbitrary<Sample>,
  property: (sample: Sample) => void,
): void {
  context.diagnostic(`${runs * valuesEach} values, MILLRACE_PROPERTY_SEED=${seed}`);
  fc.assert(fc.property(drawn, property), { numRuns: runs, seed });
}
