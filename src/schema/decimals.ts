import type { StringModel } from "../contract/type-model.ts";
import { keywords } from "./annotations.ts";
import { type DecimalNumber, compareDecimals, parseDecimal } from "./decimal-number.ts";
import { decimal, type ErrorType, fail } from "./errors.ts";
import type { JsonSchema } from "./kind.ts";
import type { Run } from "./run.ts";

const form = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const notFinite = /^[+-]?(?:inf|infinity|s?nan)$/i;

/** As FastAPI describes a `Decimal` that is read; a JSON number is a decimal too. */
export function decimalSchema(model: StringModel): JsonSchema {
  const { maxDigits, decimalPlaces } = model;
  const bounds = keywords(model, ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]);
  const pattern = `^(?!^[-+.]*$)[+-]?0*${digitsPattern(maxDigits, decimalPlaces)}`;
  return {
    anyOf: [
      { type: "number", ...bounds },
      { type: "string", pattern },
    ],
  };
}

/** pydantic's pattern of the digits of a decimal. */
function digitsPattern(maxDigits: number | undefined, places: number | undefined): string {
  if (maxDigits === undefined) return places === undefined ? "\\d*\\.?\\d*$" : `\\d*\\.?\\d{0,${places}}0*$`;
  const length = `(?=[\\d.]{1,${maxDigits + 1}}0*$)`;
  if (places === undefined) return `(?:\\d{0,${maxDigits}}|${length}\\d*\\.\\d*0*$)`;
  const whole = Math.max(0, maxDigits - places);
  return `(?:\\d{0,${whole}}|${length}\\d{0,${whole}}\\.\\d{0,${places}}0*$)`;
}

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

/** Checks that a text is a decimal number, then how many digits it has, then its bounds; the first that it breaks is told. */
export function checkDecimal(text: string, run: Run, model: StringModel, input: unknown): undefined {
  if (decimalText(text) === undefined) return refuseDecimal(text, run);
  const number = parseDecimal(text);
  const [type, ctx] = digitFault(number, model) ?? boundFault(number, model) ?? [];
  return type && fail(run, type, input, ctx);
}

type Fault = readonly [type: ErrorType, ctx: Readonly<Record<string, number>>];

/** The digits of a decimal number as pydantic counts them: the zeros before a fraction count, those at its end need not. */
function count({ digits, exponent }: DecimalNumber): { readonly all: number; readonly places: number } {
  if (exponent >= 0) return { all: digits.length + exponent, places: 0 };
  return { all: Math.max(digits.length, -exponent), places: -exponent };
}

function normalized({ negative, digits, exponent }: DecimalNumber): DecimalNumber {
  const bare = digits.replace(/0+$/, "");
  if (bare === "") return { negative, digits: "0", exponent: 0 };
  return { negative, digits: bare, exponent: exponent + digits.length - bare.length };
}

function digitFault(number: DecimalNumber, { maxDigits, decimalPlaces }: StringModel): Fault | undefined {
  const [written, least] = [count(number), count(normalized(number))];
  if (maxDigits !== undefined && Math.min(written.all, least.all) > maxDigits)
    return ["decimal_max_digits", { max_digits: maxDigits }];
  if (decimalPlaces === undefined) return undefined;
  if (Math.min(written.places, least.places) > decimalPlaces)
    return ["decimal_max_places", { decimal_places: decimalPlaces }];
  if (maxDigits === undefined) return undefined;
  const whole = Math.max(0, maxDigits - decimalPlaces);
  const isTooLong = [written, least].every(({ all, places }) => all - places > whole);
  return isTooLong ? ["decimal_whole_digits", { whole_digits: whole }] : undefined;
}

function boundFault(number: DecimalNumber, model: StringModel): Fault | undefined {
  const { maximum, exclusiveMaximum, minimum, exclusiveMinimum } = model;
  const compared = (bound: number): number => compareDecimals(number, parseDecimal(decimal(bound)));
  if (maximum !== undefined && compared(maximum) > 0) return ["less_than_equal", { le: maximum }];
  if (exclusiveMaximum !== undefined && compared(exclusiveMaximum) >= 0)
    return ["less_than", { lt: exclusiveMaximum }];
  if (minimum !== undefined && compared(minimum) < 0) return ["greater_than_equal", { ge: minimum }];
  if (exclusiveMinimum !== undefined && compared(exclusiveMinimum) <= 0)
    return ["greater_than", { gt: exclusiveMinimum }];
  return undefined;
}
