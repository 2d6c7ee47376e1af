import { decimal, fail } from "./errors.ts";
import type { JsonSchema } from "./kind.ts";
import type { Run } from "./run.ts";

const form = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const notFinite = /^[+-]?(?:inf|infinity|s?nan)$/i;

/** As FastAPI describes a `Decimal` that is read. */
export const decimalSchema: JsonSchema = {
  anyOf: [{ type: "number" }, { type: "string", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$" }],
};

/** The text of a number, or a decimal number's text without what may stand around its digits; `undefined` of anything else. */
export function decimalText(value: unknown): string | undefined {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") {
    // An integer beyond 2^53 has already lost digits on its way here.
    const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return isExact ? decimal(value) : undefined;
  }
  if (typeof value !== "string") return undefined;
  const text = value.trim().replaceAll("_", "");
  return form.test(text) ? text : undefined;
}

/** Says what is wrong with a value that is no decimal number. */
export function refuseDecimal(value: unknown, run: Run): undefined {
  if (typeof value === "number") {
    return fail(run, Number.isFinite(value) ? "int_parsing_size" : "finite_number", value);
  }
  if (typeof value !== "string") return fail(run, "decimal_type", value);
  return fail(run, notFinite.test(value.trim()) ? "finite_number" : "decimal_parsing", value);
}
