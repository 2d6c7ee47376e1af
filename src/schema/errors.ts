import type { Issue, Step } from "./issue.ts";
import type { Run } from "./run.ts";

/** pydantic's error types that can occur here, with its messages (python mode); names in braces come from `ctx`. */
const messages = {
  base64_decode: "Base64 decoding error: '{error}'",
  bool_parsing: "Input should be a valid boolean, unable to interpret input",
  bool_type: "Input should be a valid boolean",
  bytes_invalid_encoding: "Data should be valid {encoding}: {encoding_error}",
  bytes_too_long: "Data should have at most {max_length} byte{plural}",
  bytes_too_short: "Data should have at least {min_length} byte{plural}",
  bytes_type: "Input should be a valid bytes",
  date_from_datetime_inexact: "Datetimes provided to dates should have zero time - e.g. be exact dates",
  date_from_datetime_parsing: "Input should be a valid date or datetime, {error}",
  date_parsing: "Input should be a valid date in the format YYYY-MM-DD, {error}",
  date_type: "Input should be a valid date",
  datetime_from_date_parsing: "Input should be a valid datetime or date, {error}",
  datetime_object_invalid: "Invalid datetime object, got {error}",
  datetime_parsing: "Input should be a valid datetime, {error}",
  datetime_type: "Input should be a valid datetime",
  decimal_whole_digits:
    "Decimal input should have no more than {whole_digits} digit{plural} before the decimal point",
  dict_type: "Input should be a valid dictionary",
  decimal_max_digits: "Decimal input should have no more than {max_digits} digit{plural} in total",
  decimal_max_places: "Decimal input should have no more than {decimal_places} decimal place{plural}",
  decimal_parsing: "Input should be a valid decimal",
  decimal_type: "Decimal input should be an integer, float, string or Decimal object",
  enum: "Input should be {expected}",
  extra_forbidden: "Extra inputs are not permitted",
  finite_number: "Input should be a finite number",
  float_parsing: "Input should be a valid number, unable to parse string as a number",
  float_type: "Input should be a valid number",
  greater_than: "Input should be greater than {gt}",
  greater_than_equal: "Input should be greater than or equal to {ge}",
  int_from_float: "Input should be a valid integer, got a number with a fractional part",
  int_parsing: "Input should be a valid integer, unable to parse string as an integer",
  int_parsing_size: "Unable to parse input string as an integer, exceeded maximum size",
  int_type: "Input should be a valid integer",
  ip_v4_address: "Input is not a valid IPv4 address",
  ip_v6_address: "Input is not a valid IPv6 address",
  less_than: "Input should be less than {lt}",
  less_than_equal: "Input should be less than or equal to {le}",
  list_type: "Input should be a valid list",
  literal_error: "Input should be {expected}",
  missing: "Field required",
  model_attributes_type: "Input should be a valid dictionary or object to extract fields from",
  multiple_of: "Input should be a multiple of {multiple_of}",
  none_required: "Input should be None",
  recursion_loop: "Recursion error - cyclic reference detected",
  set_type: "Input should be a valid set",
  string_pattern_mismatch: "String should match pattern '{pattern}'",
  string_too_long: "String should have at most {max_length} character{plural}",
  string_too_short: "String should have at least {min_length} character{plural}",
  string_type: "Input should be a valid string",
  string_unicode: "Input should be a valid string, unable to parse raw data as a unicode string",
  time_delta_parsing: "Input should be a valid timedelta, {error}",
  time_delta_type: "Input should be a valid timedelta",
  time_parsing: "Input should be in a valid time format, {error}",
  time_type: "Input should be a valid time",
  too_long:
    "{field_type} should have at most {max_length} item{plural} after validation, not {actual_length}",
  too_short:
    "{field_type} should have at least {min_length} item{plural} after validation, not {actual_length}",
  tuple_type: "Input should be a valid tuple",
  union_tag_invalid:
    "Input tag '{tag}' found using {discriminator} does not match any of the expected tags: {expected_tags}",
  union_tag_not_found: "Unable to extract tag using discriminator {discriminator}",
  url_parsing: "Input should be a valid URL, {error}",
  url_scheme: "URL scheme should be {expected_schemes}",
  url_too_long: "URL should have at most {max_length} character{plural}",
  url_type: "URL input should be a string or URL",
  uuid_parsing: "Input should be a valid UUID, {error}",
  uuid_type: "UUID input should be a string, bytes or UUID object",
} as const;

export type ErrorType = keyof typeof messages;

type Context = NonNullable<Issue["ctx"]>;

/** Pushes the issue of this type at the value itself, its message filled from `ctx`. */
export function fail(
  run: Run,
  type: ErrorType,
  input: unknown,
  ctx?: Context,
  loc: readonly Step[] = [],
): undefined {
  const issue = { type, loc, msg: render(type, ctx), input };
  run.issues.push(ctx ? { ...issue, ctx } : issue);
}

/** Pushes a `value_error` as one raised by a validator of the program's: `Value error, …`. */
export function failValue(run: Run, text: string, input: unknown): undefined {
  run.issues.push({
    type: "value_error",
    loc: [],
    msg: `Value error, ${text}`,
    input,
    ctx: { error: {} },
  });
}

/** What stands before a noun that may be plural. */
const counts = ["min_length", "max_length", "max_digits", "decimal_places", "whole_digits"];

function render(type: ErrorType, ctx: Context = {}): string {
  return messages[type].replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "plural") return counts.some((count) => ctx[count] === 1) ? "" : "s";
    const value = ctx[name];
    if (name === "actual_length" && value === null) return "more";
    return typeof value === "number" ? decimal(value) : String(value);
  });
}

/** The shortest decimal text of a number, without an exponent. */
export function decimal(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  if (Number.isInteger(value)) return BigInt(value).toString();
  const [digits = "", power = "0"] = text.split("e");
  const negative = digits.startsWith("-") ? "-" : "";
  return `${negative}0.${"0".repeat(-Number(power) - 1)}${digits.replace(/[-.]/g, "")}`;
}

/** A value as Python's `repr` writes it: `'text'`, `1.5`, `True`, `None`, `{'a': [1]}`; what is deeper is left out. */
export function pythonText(value: unknown, depth = 0): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value === null || value === undefined) return "None";
  if (Array.isArray(value))
    return depth > 3 ? "[...]" : `[${value.map((item) => pythonText(item, depth + 1)).join(", ")}]`;
  if (typeof value === "object") {
    if (depth > 3) return "{...}";
    const parts = Object.entries(value).map(
      ([name, part]) => `${quoted(name)}: ${pythonText(part, depth + 1)}`,
    );
    return `{${parts.join(", ")}}`;
  }
  return String(value);
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const body = text.replace(/[\\'"\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu, (char) => {
    if (char === " " || (/['"]/.test(char) && char !== quote)) return char;
    if (char === quote) return `\\${quote}`;
    return escapes[char] ?? codeEscape(char.codePointAt(0) ?? 0);
  });
  return quote + body + quote;
}

function codeEscape(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** Values as pydantic lists them: `'a', 'b' or 1`. */
export function alternatives(values: readonly unknown[]): string {
  const texts = values.map((value) => pythonText(value));
  const last = texts.pop() ?? "";
  return texts.length ? `${texts.join(", ")} or ${last}` : last;
}
