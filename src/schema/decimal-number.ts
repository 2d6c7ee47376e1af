/** A decimal number as it was written: `digits` times ten to the power of `exponent`. */
export interface DecimalNumber {
  readonly negative: boolean;
  /** Without leading zeros, at least one. */
  readonly digits: string;
  readonly exponent: number;
}

const form = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** Takes the text of a decimal number apart. */
export function parseDecimal(text: string): DecimalNumber {
  const [, sign, whole = "", fraction = "", power = "0"] = form.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+(?=\d)/, "");
  return { negative: sign === "-", digits, exponent: Number(power) - fraction.length };
}

/** Below 0, 0 or above 0, as `one` is below, equal to or above `other`; no power of ten is worked out. */
export function compareDecimals(one: DecimalNumber, other: DecimalNumber): number {
  const [left, right] = [signOf(one), signOf(other)];
  if (left !== right || left === 0) return left - right;
  return left * compareSizes(one, other);
}

function signOf({ digits, negative }: DecimalNumber): number {
  if (digits === "0" || /^0*$/.test(digits)) return 0;
  return negative ? -1 : 1;
}

function compareSizes(one: DecimalNumber, other: DecimalNumber): number {
  const difference = one.digits.length + one.exponent - (other.digits.length + other.exponent);
  if (difference !== 0) return difference;
  const length = Math.max(one.digits.length, other.digits.length);
  const [left, right] = [one.digits.padEnd(length, "0"), other.digits.padEnd(length, "0")];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
