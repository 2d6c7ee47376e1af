import type { StringModel } from "../../contract/type-model.ts";
import { every, literal, some } from "../emit.ts";
import { fail } from "../errors.ts";
import { type Format, formats } from "../formats.ts";
import { quote } from "../json-text.ts";
import type { Context, Emitter, JsonSchema, KindDefinition } from "../kind.ts";
import { pattern } from "../pattern.ts";
import { type Check, type Run, coerced, soften } from "../run.ts";
import { keywords } from "../annotations.ts";
import { scalar } from "./scalar.ts";

/** The number of code points, which is how Python counts. */
function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc_00) === 0xd8_00 && (text.charCodeAt(i + 1) & 0xfc_00) === 0xdc_00) {
      count--;
      i++;
    }
  }
  return count;
}

function label(model: StringModel): string {
  const format = model.format === undefined ? undefined : formats.get(model.format);
  if (format) return format.label;
  const constrained = model.minLength ?? model.maxLength ?? model.pattern;
  return constrained === undefined ? "str" : "constrained-str";
}

function schema(model: StringModel): JsonSchema {
  const ofFormat = formats.get(model.format ?? "")?.schema?.(model);
  if (ofFormat?.["anyOf"]) return ofFormat;
  return { type: "string", ...keywords(model, ["minLength", "maxLength", "pattern", "format"]), ...ofFormat };
}

/** What an object of the program is written as where it says so itself, as a decimal does; other members of a union go first. */
function writtenBy(value: object | null, run: Run): unknown {
  if (value === null || !("toJSON" in value) || typeof value.toJSON !== "function") return value;
  soften(run, coerced);
  return value.toJSON();
}

function readFormat(read: NonNullable<Format["read"]>, value: unknown, run: Run): string | undefined {
  const text = read(value, run);
  if (text !== value) soften(run, coerced);
  return text;
}

function check(model: StringModel, context: Context): Check {
  const { minLength = 0, maxLength = Infinity } = model;
  const expression = model.pattern === undefined ? undefined : pattern(model.pattern);
  const format = model.format === undefined ? undefined : formats.get(model.format);
  const wellFormed = context.from !== "native";
  const bounded = minLength > 0 || maxLength < Infinity;
  return (given: unknown, run: Run) => {
    const own = typeof given === "object" && context.from === "native" ? writtenBy(given, run) : given;
    const value = format?.read ? readFormat(format.read, own, run) : own;
    if (value === undefined && format?.read) return undefined;
    if (typeof value !== "string") return fail(run, format?.wrongType ?? "string_type", value);
    if (wellFormed && !value.isWellFormed()) return fail(run, "string_unicode", value);
    const length = bounded ? codePoints(value) : 0;
    if (length < minLength) fail(run, "string_too_short", value, { min_length: minLength });
    else if (length > maxLength) fail(run, "string_too_long", value, { max_length: maxLength });
    else if (expression && !expression.test(value)) {
      fail(run, "string_pattern_mismatch", value, { pattern: model.pattern });
    } else if (format) format.check(value, run, model, own);
    return value;
  };
}

function exact(model: StringModel, input: string, emitter: Emitter): string | undefined {
  if (model.format !== undefined && formats.has(model.format)) return undefined;
  const { minLength = 0, maxLength = Infinity } = model;
  const count = `${emitter.code.constant(codePoints)}(${input})`;
  return every(
    `typeof ${input} === "string"`,
    emitter.context.from === "native" ? undefined : `${input}.isWellFormed()`,
    minLength > 0
      ? `(${input}.length >= ${literal(minLength * 2)} || (${input}.length >= ${literal(minLength)} && ${count} >= ${literal(minLength)}))`
      : undefined,
    maxLength < Infinity
      ? some(`${input}.length <= ${literal(maxLength)}`, `${count} <= ${literal(maxLength)}`)
      : undefined,
    model.pattern === undefined
      ? undefined
      : `${emitter.code.constant(pattern(model.pattern))}.test(${input})`,
  );
}

/** `string`. */
export const stringKind: KindDefinition<StringModel> = scalar({
  label,
  schema,
  check,
  exact,
  text: (value) => quote(value as string),
  emitText: (_, input, emitter) => `${emitter.code.constant(quote)}(${input})`,
  plain: true,
});
