import type { PlainModel } from "../../contract/type-model.ts";
import { fail } from "../errors.ts";
import type { KindDefinition } from "../kind.ts";
import { scalar } from "./scalar.ts";

/** `null`. No text expresses it. */
export const nullKind: KindDefinition<PlainModel> = scalar<PlainModel>({
  label: () => "none",
  schema: () => ({ type: "null" }),
  check: () => (value, run) => (value === null ? null : fail(run, "none_required", value)),
  exact: (_, input) => `${input} === null`,
  text: () => "null",
  emitText: () => '"null"',
  plain: true,
});

/** `undefined`, which JSON writes as null. */
export const undefinedKind: KindDefinition<PlainModel> = scalar<PlainModel>({
  label: () => "none",
  schema: () => ({ type: "null" }),
  check: () => (value, run) =>
    value === null || value === undefined ? undefined : fail(run, "none_required", value),
  exact: (_, input) => `${input} === undefined`,
  text: () => "null",
  emitText: () => '"null"',
  plain: true,
});

/** `never`: nothing may stand there. */
export const neverKind: KindDefinition<PlainModel> = scalar<PlainModel>({
  label: () => "never",
  schema: () => ({ not: {} }),
  check: () => (value, run) => fail(run, "extra_forbidden", value),
  exact: () => undefined,
  text: () => "null",
  emitText: () => '"null"',
  plain: true,
});
