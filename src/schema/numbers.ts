import type { NumberModel } from "../contract/type-model.ts";
import { fail } from "./errors.ts";
import type { Run } from "./run.ts";

/** More digits than this are refused, as in pydantic; reading them would take too long. */
const mostDigits = 4300;

const integer = /^([+-]?\d+(?:_\d+)*)(?:\.0+)?$/;
const decimalNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const notFinite = /^[+-]?(?:inf|infinity|nan)$/i;

/** The integer that a text writes, as digits; `undefined` where it writes none. */
function integerDigits(text: string): string | undefined {
  return integer.exec(text.trim())?.[1]?.replaceAll("_", "").replace(/^\+/, "");
}

/** Reads an integer of any size from text. */
export function readBigInt(text: string, run: Run): bigint | undefined {
  const digits = integerDigits(text);
  if (digits === undefined) return fail(run, "int_parsing", text);
  if (digits.length > mostDigits) return fail(run, "int_parsing_size", text);
  return BigInt(digits);
}

/** Reads an integer that a number can hold exactly from text. */
export function readInteger(text: string, run: Run): number | undefined {
  const digits = integerDigits(text);
  if (digits === undefined) return fail(run, "int_parsing", text);
  const value = Number(digits) + 0;
  return Number.isSafeInteger(value) ? value : fail(run, "int_parsing_size", text);
}

/** Reads a finite number from text. */
export function readNumber(text: string, run: Run): number | undefined {
  const trimmed = text.trim();
  const bare = /^_|_$|__/.test(trimmed) ? "_" : trimmed.replaceAll("_", "");
  if (notFinite.test(bare)) return fail(run, "finite_number", text);
  if (!decimalNumber.test(bare)) return fail(run, "float_parsing", text);
  const value = Number(bare);
  return Number.isFinite(value) ? value : fail(run, "finite_number", text);
}

/** Whether `value` is a multiple of `factor`, but for what binary fractions cannot say. */
export function isMultiple(value: number, factor: number): boolean {
  return Math.abs(value - Math.round(value / factor) * factor) <= 1e-9;
}

/** Whether an integer is a multiple of `factor`. */
function divides(value: number | bigint, factor: number): boolean {
  if (typeof value === "bigint" && Number.isInteger(factor)) return value % BigInt(factor) === 0n;
  return isMultiple(Number(value), factor);
}

/** Checks the bounds of a number, of which the first that it breaks is told. */
export function checkBounds(model: NumberModel, value: number | bigint, input: unknown, run: Run): void {
  const { multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum } = model;
  if (multipleOf !== undefined && !divides(value, multipleOf)) {
    fail(run, "multiple_of", input, { multiple_of: multipleOf });
  } else if (maximum !== undefined && value > maximum) {
    fail(run, "less_than_equal", input, { le: maximum });
  } else if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
    fail(run, "less_than", input, { lt: exclusiveMaximum });
  } else if (minimum !== undefined && value < minimum) {
    fail(run, "greater_than_equal", input, { ge: minimum });
  } else if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    fail(run, "greater_than", input, { gt: exclusiveMinimum });
  }
}
