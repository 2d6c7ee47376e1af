import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { canGenerate } from "./emit.ts";
import { Generator } from "./generator.ts";
import { interpreterOf } from "./interpreter.ts";
import type { Issue, Step } from "./issue.ts";
import { type Check, newRun, prefix } from "./run.ts";

/**
 * Parses a value. What is wrong with it is pushed onto `issues`, each with `loc` before its own place; the value returned
 * has a meaning only if nothing was pushed.
 */
export type Validate = (value: unknown, loc: readonly Step[], issues: Issue[]) => unknown;

/** How values are read. */
export interface ValidatorOptions {
  /** From JSON (the default), or from text: a string, or strings where the type is an array, a set or a tuple. */
  readonly from?: "json" | "text";
  /** Whether values of JSON are taken only in their own form; text is always coerced. */
  readonly strict?: boolean;
  /** Whether properties that are not there stay away, though they have a default. */
  readonly bare?: boolean;
}

function validate(check: Check): Validate {
  return (value, loc, issues) => {
    const run = newRun();
    const parsed = check(value, run);
    if (run.issues.length) {
      prefix(run.issues, 0, loc);
      for (const issue of run.issues) issues.push(issue);
    }
    return parsed;
  };
}

/** The interpreted validator of a type; MR109 for a bad pattern, MR117 where Temporal is needed and missing. */
export function interpretValidator(
  type: TypeModel,
  definitions: Definitions,
  options: ValidatorOptions = {},
): Validate {
  const { from = "json", ...manner } = options;
  return validate(interpreterOf(definitions, from, manner).check(type));
}

/**
 * The validator of a type, as generated code that is made at its first use, or interpreted where the platform allows no
 * generated code; MR109 for a bad pattern, MR117 where Temporal is needed and missing.
 */
export function compileValidator(
  type: TypeModel,
  definitions: Definitions,
  options: ValidatorOptions = {},
): Validate {
  const { from = "json", ...manner } = options;
  const interpreter = interpreterOf(definitions, from, manner);
  const interpreted = interpreter.check(type);
  if (!canGenerate()) return validate(interpreted);
  let check: Check | undefined;
  return validate((value, run) => {
    check ??= new Generator(interpreter).buildCheck(type);
    return check(value, run);
  });
}
