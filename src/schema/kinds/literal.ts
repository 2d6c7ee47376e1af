import type { EnumModel, LiteralModel } from "../../contract/type-model.ts";
import { literal, some } from "../emit.ts";
import { alternatives, fail, pythonText } from "../errors.ts";
import type { Context, JsonSchema, KindDefinition } from "../kind.ts";
import { readInteger, readNumber } from "../numbers.ts";
import { type Check, coerced, newRun, soften } from "../run.ts";
import { scalar } from "./scalar.ts";

type Value = string | number | boolean;

/** The literal that a value is; text names a number or a boolean by its digits or word. */
function find(values: readonly Value[], value: unknown, context: Context): Value | undefined {
  const found = values.find((own) => own === value);
  if (found !== undefined || context.from !== "text") return found;
  return values.find((own) => String(own) === value);
}

function schema(values: readonly Value[]): JsonSchema {
  const types = new Set(values.map(typeOf));
  const type = types.size === 1 ? { type: [...types][0] } : {};
  return { ...type, ...(values.length === 1 ? { const: values[0] } : { enum: [...values] }) };
}

function typeOf(value: Value): string {
  if (typeof value !== "number") return typeof value;
  return Number.isInteger(value) ? "integer" : "number";
}

function exact(model: { readonly values: readonly Value[] }, input: string): string {
  return some(...model.values.map((value) => `${input} === ${literal(value)}`));
}

function checkLiteral(model: LiteralModel, context: Context): Check {
  const expected = alternatives(model.values);
  return (value, run) =>
    find(model.values, value, context) ?? fail(run, "literal_error", value, { expected });
}

/** An enum of integers takes what an integer may be read from, one of numbers what a number may, as in pydantic. */
function readCoerced(model: EnumModel, value: unknown): number | undefined {
  const run = newRun();
  if (typeof value === "boolean") return Number(value);
  if (typeof value !== "string" || model.values.some((own) => typeof own === "string")) return undefined;
  return model.values.every(Number.isInteger) ? readInteger(value, run) : readNumber(value, run);
}

function checkEnum(model: EnumModel, context: Context): Check {
  const expected = alternatives(model.values);
  return (value, run) => {
    const found = find(model.values, value, context);
    if (found !== undefined) return found;
    const read = context.lax ? readCoerced(model, value) : undefined;
    const member = model.values.find((own) => own === read);
    if (member === undefined) return fail(run, "enum", value, { expected });
    soften(run, coerced);
    return member;
  };
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

/** Literal types and unions of them. */
export const literalKind: KindDefinition<LiteralModel> = scalar<LiteralModel>({
  label: (model) => `literal[${model.values.map((value) => pythonText(value)).join(",")}]`,
  schema: (model) => schema(model.values),
  check: checkLiteral,
  exact,
  text,
  emitText: (_, input, emitter) => `${emitter.code.constant(text)}(${input})`,
  plain: true,
});

/** TypeScript's `enum`. */
export const enumKind: KindDefinition<EnumModel> = scalar<EnumModel>({
  label: (model) =>
    `${enumLabel(model)}[${model.title ?? model.values.map((value) => pythonText(value)).join(",")}]`,
  schema: (model) => schema(model.values),
  check: checkEnum,
  exact,
  text,
  emitText: (_, input, emitter) => `${emitter.code.constant(text)}(${input})`,
  plain: true,
});

function enumLabel(model: EnumModel): string {
  if (model.values.every((value) => typeof value === "string")) return "str-enum";
  if (model.values.every(Number.isInteger)) return "int-enum";
  return model.values.every((value) => typeof value === "number") ? "float-enum" : "enum";
}
