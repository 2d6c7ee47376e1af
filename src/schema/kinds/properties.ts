import type { Property, TypeModel } from "../../contract/type-model.ts";
import { fail } from "../errors.ts";
import type { Step } from "../issue.ts";
import { newRun, type Run } from "../run.ts";

/** What is done with one property of an object, be it to check it or to write it. */
export interface Part<T> {
  readonly name: string;
  readonly type: TypeModel;
  readonly steps: readonly Step[];
  readonly optional: boolean;
  readonly task: (value: unknown, run: Run) => T;
  /** Stands in for a missing property; absent where there is no default. */
  readonly fallback?: () => T;
}

type Make<T> = (type: TypeModel) => Part<T>["task"];

/** The value of a default, made anew at each call where it could be changed. */
function fallbackOf<T>(type: TypeModel, make: Make<T>): (() => T) | undefined {
  const { default: value } = type;
  if (value === undefined) return undefined;
  const task = make(type);
  const run = newRun();
  const sample = task(structuredClone(value), run);
  if (run.issues.length) return () => structuredClone(value) as T;
  if (typeof sample !== "object" || sample === null) return () => sample;
  return () => task(structuredClone(value), newRun());
}

/** The parts of an object; a default is JSON, wherever the other values come from. */
export function partsOf<T>(
  properties: readonly Property[],
  make: Make<T>,
  makeOfDefault: Make<T>,
): Part<T>[] {
  return properties.map(({ name, type, optional }) => {
    const part = { name, type, steps: [name], optional, task: make(type) };
    const fallback = fallbackOf(type, makeOfDefault);
    return fallback ? { ...part, fallback } : part;
  });
}

/** Whether a valid object always has the part. */
export function isCertain(part: Part<unknown>): boolean {
  return !part.optional || part.fallback !== undefined;
}

/** Pushes the issue of a property that is not there; `input` is the object. */
export function missing(input: unknown, run: Run, steps: readonly Step[]): undefined {
  return fail(run, "missing", input, undefined, steps);
}
