import type { ObjectModel } from "../../contract/type-model.ts";
import { fail } from "../errors.ts";
import { quote } from "../json-text.ts";
import type { Context, JsonSchema, KindDefinition, SchemaWriter } from "../kind.ts";
import { define, isDictionary, isObject, read } from "../objects.ts";
import { type Check, isFull, type Run, within, type Write } from "../run.ts";
import { emitCheck, emitWrite } from "./object-code.ts";
import { checking, missing, omission, type Part, partsOf, writing } from "./properties.ts";

type Walk<T> = (value: unknown, run: Run) => (readonly [string, T])[];

/** Does what the type says with every property that is there, declared ones first. */
function walk<T>(
  model: ObjectModel,
  context: Context,
  parts: readonly Part<T>[],
  rest: Part<T>["task"] | undefined,
): Walk<T> {
  const takes: typeof isObject = context.from === "native" ? isDictionary : isObject;
  const known = new Set(parts.map((part) => part.name));
  return (value, run) => {
    const found: (readonly [string, T])[] = [];
    if (!takes(value)) return fail(run, "model_attributes_type", value) ?? found;
    for (const { name, steps, optional, task, fallback } of parts) {
      const item = read(value, name);
      if (item !== undefined) {
        run.fields++;
        found.push([name, within(task, item, run, steps)]);
      } else if (fallback) found.push([name, fallback(run)]);
      else if (!optional) missing(value, run, steps);
    }
    if (model.additional === undefined) return found;
    for (const name of Object.keys(value)) {
      if (isFull(run)) break;
      const item = value[name];
      if (known.has(name) || item === undefined) continue;
      if (rest) found.push([name, within(rest, item, run, [name])]);
      else fail(run, "extra_forbidden", item, undefined, [name]);
    }
    return found;
  };
}

function check(model: ObjectModel, context: Context): Check {
  const { additional, properties } = model;
  const parts = partsOf(properties, checking(context));
  const entries = walk(model, context, parts, additional ? context.check(additional) : undefined);
  return (value, run) => {
    const result: Record<string, unknown> = {};
    for (const [name, item] of entries(value, run)) if (item !== undefined) define(result, name, item);
    return result;
  };
}

function write(model: ObjectModel, context: Context): Write {
  const { additional, properties } = model;
  const parts = partsOf(properties, writing(context));
  const entries = walk(model, context, parts, additional ? context.write(additional) : undefined);
  const omits = omission(model, context);
  return (value, run) => {
    const texts: Record<string, string> = {};
    for (const [name, text] of entries(value, run)) if (!omits?.(name, text)) define(texts, name, text);
    const written = Object.entries(texts).map(([name, text]) => `${quote(name)}:${text}`);
    return `{${written.join(",")}}`;
  };
}

function schema(model: ObjectModel, writer: SchemaWriter): JsonSchema {
  const { additional, properties } = model;
  const entries = properties.map(({ name, type }) => [name, writer.property(name, type)] as const);
  const required = properties
    .filter(({ optional, type }) => !optional && type.default === undefined)
    .map(({ name }) => name);
  return {
    properties: Object.fromEntries(entries),
    ...(additional === undefined ? {} : { additionalProperties: additional && writer.write(additional) }),
    type: "object",
    ...(required.length ? { required } : {}),
  };
}

/** Interfaces, object types and the data of classes. */
export const objectKind: KindDefinition<ObjectModel> = {
  label: (model) => model.title ?? "object",
  schema,
  check,
  write,
  emitCheck,
  emitWrite,
  exact: () => undefined,
  plain: ({ properties, additional }, visit) =>
    properties.every(({ type }) => visit.type(type)) && (!additional || visit.type(additional)),
  hasParts: () => true,
};
