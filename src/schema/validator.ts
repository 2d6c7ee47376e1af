import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { concealing } from "./conceal.ts";
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
  /** Issues show their inputs with the secrets in them, for a caller that conceals them itself. */
  readonly unconcealed?: boolean;
}

/** What makes an issue fit to be shown beside the `input` that it is about. */
type Show = (input: unknown) => (issue: Issue) => Issue;

const asItIs: Show = () => (issue) => issue;

/** Looks for secrets in a type when there is a first issue to show. */
function showing(type: TypeModel, definitions: Definitions, { unconcealed }: ValidatorOptions): Show {
  let show: Show | undefined = unconcealed ? asItIs : undefined;
  return (input) => {
    if (!show) {
      const conceal = concealing(type, definitions);
      show = conceal ? (whole) => conceal(whole).issue : asItIs;
    }
    return show(input);
  };
}

function validate(check: Check, show: Show): Validate {
  return (value, loc, issues) => {
    const run = newRun();
    const parsed = check(value, run);
    if (run.issues.length) {
      prefix(run.issues, 0, loc);
      const shown = show(value);
      for (const issue of run.issues) issues.push(shown(issue));
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
  return validate(interpreterOf(definitions, from, manner).check(type), showing(type, definitions, options));
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
  const show = showing(type, definitions, options);
  if (!canGenerate()) return validate(interpreted, show);
  let check: Check | undefined;
  return validate((value, run) => {
    check ??= new Generator(interpreter).buildCheck(type);
    return check(value, run);
  }, show);
}
