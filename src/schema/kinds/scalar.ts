import type { TypeModel } from "../../contract/type-model.ts";
import type { Context, Emitter, JsonSchema, KindDefinition } from "../kind.ts";
import type { Check, Run } from "../run.ts";

/** What is particular to a kind whose values have no parts. */
export interface Scalar<M extends TypeModel> {
  label(model: M, context: Context): string;
  schema(model: M): JsonSchema;
  check(model: M, context: Context): Check;
  /** The condition under which `input` is exactly of the type and is its own result. */
  exact(model: M, input: string, emitter: Emitter): string | undefined;
  /** The JSON text of a parsed value. */
  text(value: unknown): string;
  /** The expression of the JSON text of an `input` that is exactly of the type. */
  emitText(model: M, input: string, emitter: Emitter): string;
  readonly plain: boolean;
}

/** A kind whose values have no parts: generated code takes what is exact and leaves the rest to the interpreter. */
export function scalar<M extends TypeModel>(own: Scalar<M>): KindDefinition<M> {
  return {
    label: own.label,
    schema: own.schema,
    check: own.check,
    write: (model, context) => {
      const check = own.check(model, context);
      return (value: unknown, run: Run) => {
        const before = run.issues.length;
        const parsed = check(value, run);
        return run.issues.length === before ? own.text(parsed) : "";
      };
    },
    emitCheck: (model, input, emitter) =>
      choose(emitter, own.exact(model, input, emitter), input, emitter.interpretCheck(model, input)),
    emitWrite: (model, input, emitter) =>
      choose(
        emitter,
        own.exact(model, input, emitter),
        own.emitText(model, input, emitter),
        emitter.interpretWrite(model, input),
      ),
    exact: own.exact,
    plain: () => own.plain,
    hasParts: () => false,
  };
}

function choose(emitter: Emitter, condition: string | undefined, then: string, otherwise: string): string {
  return emitter.code.variable(condition === undefined ? otherwise : `${condition} ? ${then} : ${otherwise}`);
}
