import type { TemplateModel } from "../../contract/type-model.ts";
import { every } from "../emit.ts";
import { fail } from "../errors.ts";
import { quote } from "../json-text.ts";
import type { KindDefinition } from "../kind.ts";
import { pattern } from "../pattern.ts";
import { scalar } from "./scalar.ts";

/** Template literal types. */
export const templateKind: KindDefinition<TemplateModel> = scalar<TemplateModel>({
  label: () => "constrained-str",
  schema: (model) => ({ type: "string", pattern: model.pattern }),
  check: (model) => {
    const expression = pattern(model.pattern);
    return (value, run) => {
      if (typeof value !== "string") return fail(run, "string_type", value);
      if (expression.test(value)) return value;
      return fail(run, "string_pattern_mismatch", value, { pattern: model.pattern });
    };
  },
  exact: (model, input, emitter) =>
    every(`typeof ${input} === "string"`, `${emitter.code.constant(pattern(model.pattern))}.test(${input})`),
  text: (value) => quote(value as string),
  emitText: (_, input, emitter) => `${emitter.code.constant(quote)}(${input})`,
  plain: true,
});
