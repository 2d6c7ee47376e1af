import type { PlainModel } from "../../contract/type-model.ts";
import type { KindDefinition } from "../kind.ts";
import { writeNative } from "../native.ts";
import { coerced, soften } from "../run.ts";

/** `unknown` and `any`: whatever came, and whatever the program gives. */
export const unknownKind: KindDefinition<PlainModel> = {
  label: () => "any",
  schema: () => ({}),
  check: () => (value, run) => {
    soften(run, coerced);
    return value;
  },
  write: () => writeNative,
  emitCheck: (model, input, emitter) => emitter.interpretCheck(model, input),
  emitWrite: (model, input, emitter) => emitter.interpretWrite(model, input),
  exact: () => undefined,
  plain: () => false,
  hasParts: () => false,
};
