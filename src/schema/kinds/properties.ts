import type { Json, ObjectModel, Property, TypeModel } from "../../contract/type-model.ts";
import { fail } from "../errors.ts";
import type { Step } from "../issue.ts";
import type { Context } from "../kind.ts";
import { newRun, type Run } from "../run.ts";

/** What is done with one property of an object, be it to check it or to write it. */
export interface Part<T> {
  readonly name: string;
  readonly type: TypeModel;
  readonly steps: readonly Step[];
  readonly optional: boolean;
  readonly task: (value: unknown, run: Run) => T;
  /** Stands in for a missing property; absent where there is no default. */
  readonly fallback?: (run: Run) => T;
}

/** How the parts of an object are made. A default is JSON, wherever the other values come from. */
export interface Making<T> {
  /** Defaults stand in for what is missing. */
  readonly fills: boolean;
  task(type: TypeModel): Part<T>["task"];
  taskOfDefault(type: TypeModel): Part<T>["task"];
  /** What becomes of a default that is not of its type. */
  asItIs(value: Json): T;
}

/** The value of a default, made anew each time, since it may be an object that the program changes. */
export function defaultOf<T>(type: TypeModel, making: Making<T>): Part<T>["fallback"] {
  const { default: value } = type;
  if (value === undefined) return undefined;
  const task = making.taskOfDefault(type);
  return (run) => {
    const own = { ...newRun(), depth: run.depth };
    const found = task(structuredClone(value), own);
    return own.issues.length ? making.asItIs(value) : found;
  };
}

/** The parts of an object, in the order of their declaration. */
export function partsOf<T>(properties: readonly Property[], making: Making<T>): Part<T>[] {
  return properties.map(({ name, type, optional }) => {
    const part = { name, type, steps: [name], optional, task: making.task(type) };
    const fallback = making.fills ? defaultOf(type, making) : undefined;
    return fallback ? { ...part, fallback } : part;
  });
}

/** How the parts of an object are checked. */
export function checking(context: Context): Making<unknown> {
  return {
    fills: context.fillsDefaults,
    task: (type) => context.check(type),
    taskOfDefault: (type) => context.ofJson.check(type),
    asItIs: (value) => structuredClone(value),
  };
}

/** How the parts of an object are written. */
export function writing(context: Context): Making<string> {
  return {
    fills: context.fillsDefaults,
    task: (type) => context.write(type),
    taskOfDefault: (type) => context.write(type),
    asItIs: (value) => JSON.stringify(value),
  };
}

/** Whether a valid input always has the part. */
export function isRequired(part: Part<unknown>): boolean {
  return !part.optional && part.fallback === undefined;
}

/** Whether a valid object always has the part once it is parsed. */
export function isCertain(part: Part<unknown>): boolean {
  return !part.optional || part.fallback !== undefined;
}

/** Pushes the issue of a property that is not there; `input` is the object. */
export function missing(input: unknown, run: Run, steps: readonly Step[]): undefined {
  return fail(run, "missing", input, undefined, steps);
}

/** Whether a property is left out of what is written, `text` being its value's; the texts of defaults are made when first asked for. */
export function omission(
  model: ObjectModel,
  context: Context,
): ((name: string, text: string) => boolean) | undefined {
  const { nulls = false, defaults = false } = context.omits;
  if (!nulls && !defaults) return undefined;
  const texts = new Map<string, string | undefined>();
  const defaultText = (name: string): string | undefined => {
    const type = model.properties.find((property) => property.name === name)?.type;
    if (!texts.has(name)) texts.set(name, type && defaultOf(type, writing(context))?.(newRun()));
    return texts.get(name);
  };
  return (name, text) => (nulls && text === "null") || (defaults && text === defaultText(name));
}
