import { namedValue } from "../../contract/attached.ts";
import type { CheckedModel } from "../../contract/type-model.ts";
import { failValue } from "../errors.ts";
import type { Context, KindDefinition } from "../kind.ts";
import { coerced, type Run, soften } from "../run.ts";

type Verdict = (parsed: unknown, run: Run, before: number, input: unknown) => unknown;

/**
 * Asks the author's function about a value that is of its type, unless something was wrong with it already. What the
 * function returns takes the value's place; an error that it throws is a `value_error`, as pydantic's `ValueError`. A
 * `TypeError` or `ReferenceError` is a mistake in the function, and an error with a status an answer of its own.
 */
function verdictOf(model: CheckedModel, context: Context): Verdict {
  return (parsed, run, before, input) => {
    if (run.issues.length !== before) return parsed;
    soften(run, coerced);
    const check = namedValue(context.definitions, model.check) as (value: unknown) => unknown;
    try {
      const returned = check(parsed);
      if (returned instanceof Promise) {
        // Nobody will wait for it: its rejection must not end the process.
        returned.catch(() => undefined);
        throw new TypeError(`${model.check} checks asynchronously, which a request cannot wait for`);
      }
      return returned === undefined ? parsed : returned;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      failValue(run, error.message, input);
      return parsed;
    }
  };
}

function isRefusal(error: unknown): error is Error {
  if (error instanceof TypeError || error instanceof ReferenceError) return false;
  return error instanceof Error && !("status" in error);
}

/** `Check<T, typeof f>`: values of `T` that `f` takes. What the program itself gives is written without asking `f`. */
export const checkedKind: KindDefinition<CheckedModel> = {
  label: (model, context) => context.label(model.type),
  schema: (model, writer) => writer.write(model.type),
  check(model, context) {
    const inner = context.check(model.type);
    const verdict = context.from === "native" ? undefined : verdictOf(model, context);
    return (value, run) => {
      const before = run.issues.length;
      const parsed = inner(value, run);
      return verdict ? verdict(parsed, run, before, value) : parsed;
    };
  },
  write: (model, context) => context.write(model.type),
  emitCheck(model, input, emitter) {
    if (emitter.context.from === "native") return emitter.check(model.type, input);
    const before = emitter.code.variable("run.issues.length");
    const parsed = emitter.check(model.type, input);
    const verdict = emitter.code.constant(verdictOf(model, emitter.context));
    return emitter.call(`${verdict}(${parsed}, run, ${before}, ${input})`);
  },
  emitWrite: (model, input, emitter) => emitter.write(model.type, input),
  exact: () => undefined,
  plain: (model, visit) => visit.type(model.type),
  hasParts: (model, visit) => visit.type(model.type),
};
