import type { PlainModel } from "../../contract/type-model.ts";
import { fail } from "../errors.ts";
import type { Context, KindDefinition } from "../kind.ts";
import { type Check, coerced, type Run, soften } from "../run.ts";
import { scalar } from "./scalar.ts";

const words = new Map<string, boolean>([
  ...["1", "true", "on", "yes", "t", "y"].map((word) => [word, true] as const),
  ...["0", "false", "off", "no", "f", "n"].map((word) => [word, false] as const),
]);

function readWord(text: string, input: unknown, run: Run): boolean | undefined {
  const found = words.get(text.toLowerCase());
  soften(run, coerced);
  return found ?? fail(run, "bool_parsing", input);
}

function check(_: PlainModel, context: Context): Check {
  return (value, run) => {
    if (typeof value === "boolean") return value;
    if (context.lax && typeof value === "string") return readWord(value, value, run);
    if (context.lax && (typeof value === "bigint" || Number.isInteger(value))) {
      return readWord(String(value), value, run);
    }
    return fail(run, "bool_type", value);
  };
}

/** `boolean`. */
export const booleanKind: KindDefinition<PlainModel> = scalar<PlainModel>({
  label: () => "bool",
  schema: () => ({ type: "boolean" }),
  check,
  exact: (_, input) => `typeof ${input} === "boolean"`,
  text: String,
  emitText: (_, input) => `"" + ${input}`,
  plain: true,
});
