import type { NumberModel } from "../../contract/type-model.ts";
import { keywords } from "../annotations.ts";
import { every, literal } from "../emit.ts";
import { fail } from "../errors.ts";
import type { Context, Emitter, JsonSchema, KindDefinition } from "../kind.ts";
import { checkBounds, isMultiple, readBigInt, readInteger, readNumber } from "../numbers.ts";
import { type Check, coerced, near, type Run, soften } from "../run.ts";
import { scalar } from "./scalar.ts";

type Read = (value: unknown, run: Run, context: Context) => number | bigint | undefined;

const boundNames = [
  "multipleOf",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
] as const satisfies readonly (keyof NumberModel)[];

function readLax<T>(
  value: unknown,
  run: Run,
  context: Context,
  read: (text: string, run: Run) => T,
): T | number | undefined {
  if (!context.lax) return undefined;
  if (typeof value === "string") {
    soften(run, coerced);
    return read(value, run);
  }
  if (typeof value !== "boolean") return undefined;
  soften(run, coerced);
  return value ? 1 : 0;
}

function readFloat(value: unknown, run: Run, context: Context): number | undefined {
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : fail(run, "finite_number", value);
  }
  if (typeof value === "bigint") {
    soften(run, near);
    return Number(value);
  }
  const before = run.issues.length;
  const found = readLax(value, run, context, readNumber);
  if (found === undefined && run.issues.length === before) fail(run, "float_type", value);
  return found;
}

/** Integers that a JSON text writes and a number cannot hold would come out as others, and so are refused. */
function fits(value: number, context: Context): boolean {
  return Number.isSafeInteger(value) || context.from === "native";
}

function readWhole(value: unknown, run: Run, context: Context): number | undefined {
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return fail(run, "finite_number", value);
    if (!Number.isInteger(value)) return fail(run, context.lax ? "int_from_float" : "int_type", value);
    return fits(value, context) ? value : fail(run, "int_parsing_size", value);
  }
  if (typeof value === "bigint") {
    soften(run, near);
    const found = Number(value);
    return Number.isSafeInteger(found) ? found : fail(run, "int_parsing_size", value);
  }
  const before = run.issues.length;
  const found = readLax(value, run, context, readInteger);
  if (found === undefined && run.issues.length === before) fail(run, "int_type", value);
  return found;
}

function readBig(value: unknown, run: Run, context: Context): bigint | undefined {
  if (typeof value === "bigint") return value;
  const before = run.issues.length;
  if (typeof value === "number") {
    soften(run, near);
    const whole = readWhole(value, run, context);
    return whole === undefined ? undefined : BigInt(whole);
  }
  const found = readLax(value, run, context, readBigInt);
  if (found === undefined && run.issues.length === before) fail(run, "int_type", value);
  return typeof found === "number" ? BigInt(found) : found;
}

/** The conditions that the bounds add to that of the bare type. */
function within(model: NumberModel, input: string, emitter: Emitter): (string | undefined)[] {
  const { multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum } = model;
  const multiple = emitter.code.constant(isMultiple);
  return [
    maximum === undefined ? undefined : `${input} <= ${literal(maximum)}`,
    exclusiveMaximum === undefined ? undefined : `${input} < ${literal(exclusiveMaximum)}`,
    minimum === undefined ? undefined : `${input} >= ${literal(minimum)}`,
    exclusiveMinimum === undefined ? undefined : `${input} > ${literal(exclusiveMinimum)}`,
    multipleOf === undefined ? undefined : `${multiple}(${input}, ${literal(multipleOf)})`,
  ];
}

function numeric(
  own: { label: string; type: string; plain: boolean; read: Read },
  bare: (input: string, emitter: Emitter) => string,
): KindDefinition<NumberModel> {
  return scalar({
    label: (model) =>
      boundNames.some((name) => model[name] !== undefined) ? `constrained-${own.label}` : own.label,
    schema: (model): JsonSchema => ({ type: own.type, ...keywords(model, boundNames) }),
    check: (model, context): Check => {
      return (value, run) => {
        const found = own.read(value, run, context);
        if (found !== undefined) checkBounds(model, found, value, run);
        return found;
      };
    },
    exact: (model, input, emitter) =>
      !own.plain && model.multipleOf !== undefined
        ? undefined
        : every(bare(input, emitter), ...within(model, input, emitter)),
    text: String,
    emitText: (_, input) => `"" + ${input}`,
    plain: own.plain,
  });
}

/** `number`: any finite one. */
export const numberKind: KindDefinition<NumberModel> = numeric(
  { label: "float", type: "number", plain: true, read: readFloat },
  (input) => `typeof ${input} === "number" && ${input} - ${input} === 0`,
);

/** `Int`: a whole number that a number holds exactly. */
export const integerKind: KindDefinition<NumberModel> = numeric(
  { label: "int", type: "integer", plain: true, read: readWhole },
  (input, emitter) => `Number.${emitter.context.from === "native" ? "isInteger" : "isSafeInteger"}(${input})`,
);

/** `bigint`: a whole number of any size. */
export const bigintKind: KindDefinition<NumberModel> = numeric(
  { label: "int", type: "integer", plain: false, read: readBig },
  (input) => `typeof ${input} === "bigint"`,
);
