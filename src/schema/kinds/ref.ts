import type { RefModel } from "../../contract/type-model.ts";
import { fail } from "../errors.ts";
import type { Context, Late, KindDefinition } from "../kind.ts";
import { maxDepth, type Run } from "../run.ts";

type Task<T> = (value: unknown, run: Run) => T;

/** Keeps named types that contain themselves from exhausting the stack. */
function guarded<T>(named: Late<Task<T>>, otherwise: T): Task<T> {
  return (value, run) => {
    if (run.depth >= maxDepth) return fail(run, "recursion_loop", value) ?? otherwise;
    run.depth++;
    const result = made(named)(value, run);
    run.depth--;
    return result;
  };
}

function made<T>(named: Late<T>): T {
  if (named.task === undefined) throw new Error("A named type was used before it was made.");
  return named.task;
}

function label(model: RefModel, context: Context): string {
  const { name, type } = context.definition(model.id);
  if (context.hasParts(type)) return name;
  return context.label({ ...type, title: type.title ?? name });
}

/** A named type. Those without parts are as if they stood in the name's place. */
export const refKind: KindDefinition<RefModel> = {
  label,
  schema: (model, writer) => ({ $ref: writer.ref(model.id) }),
  check: (model, context) => {
    const named = context.namedCheck(model.id);
    return context.hasParts(model) ? guarded<unknown>(named, undefined) : made(named);
  },
  write: (model, context) => {
    const named = context.namedWrite(model.id);
    return context.hasParts(model) ? guarded(named, "") : made(named);
  },
  emitCheck: (model, input, emitter) =>
    emitter.context.hasParts(model)
      ? emitter.checkNamed(model.id, input)
      : emitter.check(emitter.context.definition(model.id).type, input),
  emitWrite: (model, input, emitter) =>
    emitter.context.hasParts(model)
      ? emitter.writeNamed(model.id, input)
      : emitter.write(emitter.context.definition(model.id).type, input),
  exact: (model, input, emitter) =>
    emitter.context.hasParts(model)
      ? undefined
      : emitter.exact(emitter.context.definition(model.id).type, input),
  plain: (model, visit) => visit.named(model.id),
  hasParts: (model, visit) => visit.named(model.id),
};
