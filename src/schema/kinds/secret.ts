import type { SecretModel } from "../../contract/type-model.ts";
import { withoutWords } from "../conceal.ts";
import { quote } from "../json-text.ts";
import type { Context, KindDefinition } from "../kind.ts";
import type { Issue } from "../issue.ts";
import { type Check, near, soften } from "../run.ts";
import { mask, Secret } from "../secret.ts";
import { scalar } from "./scalar.ts";

function check(model: SecretModel, context: Context): Check {
  const inner = context.check(model.type);
  return (given, run) => {
    const before = run.issues.length;
    const value = inner(given instanceof Secret ? given.reveal() : given, run);
    for (let at = before; at < run.issues.length; at++) {
      run.issues[at] = { ...withoutWords(run.issues[at] as Issue), input: mask };
    }
    soften(run, near);
    return new Secret(value as string | Uint8Array);
  };
}

/** `Secret<T>`: read as a `T`, and never written. */
export const secretKind: KindDefinition<SecretModel> = {
  ...scalar<SecretModel>({
    label: (model, context) => context.label(model.type),
    schema: () => ({}),
    check,
    exact: () => undefined,
    text: () => quote(mask),
    emitText: () => quote(quote(mask)),
    plain: false,
  }),
  // As pydantic describes a `SecretStr`.
  schema: (model, writer) => ({ ...writer.write(model.type), format: "password", writeOnly: true }),
};
