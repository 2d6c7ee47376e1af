import { type Handler, signatureOf } from "../contract/attached.ts";
import type { Signature } from "../contract/signature.ts";
import type { Issue } from "../schema/issue.ts";
import { compileValidator, type Validate } from "../schema/validator.ts";
import { ValidationError } from "./exceptions.ts";

/** The type that a model stands for. */
type Modelled<F> = F extends () => infer T ? T : never;

const validators = new WeakMap<Signature, Validate>();

/**
 * A value from elsewhere than a request (a queue, a file) as the type of a model, read as JSON bodies are: `validate(model<Item>(), data)`.
 * Throws a `ValidationError` with every issue, and a `TypeError` for a function whose types were not read.
 */
export function validate<F extends Handler>(model: F, value: unknown): Modelled<F> {
  const signature = signatureOf(model)?.signature;
  if (!signature)
    throw new TypeError("the types of the model were not read: write validate(model<Item>(), …)");
  let validator = validators.get(signature);
  if (!validator) {
    validator = compileValidator(signature.result.type, signature.definitions);
    validators.set(signature, validator);
  }
  const issues: Issue[] = [];
  const parsed = validator(value, [], issues);
  if (issues.length > 0) throw new ValidationError(issues);
  return parsed as Modelled<F>;
}
