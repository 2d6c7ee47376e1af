import type { Signature } from "./signature.ts";

/** Any callable, or class: what an entry position takes and what a dependency names. */
// eslint-disable-next-line typescript/no-unsafe-function-type -- an un-annotated parameter is inferred from its initializer only under the bare `Function`
export type Handler = Function;

/** The functions that a signature's dependencies name, by dependency id; thunks, because modules may import in a circle. */
export type Callables = Readonly<Record<string, () => Handler>>;

/** A signature and the functions that it speaks of. */
export interface Attached {
  readonly signature: Signature;
  readonly callables: Callables;
}

const attached = new WeakMap<Handler, Attached>();

/** Remembers what the compiler knows of `target` and returns `target`, so that a call can stand where the value stood. */
export function attachSignature<T>(target: T, signature: Signature, callables: Callables = {}): T {
  if (typeof target === "function") attached.set(target, { signature, callables });
  return target;
}

/** What the compiler knows of `target`, or `undefined` where its module did not come through the loader. */
export function signatureOf(target: Handler): Attached | undefined {
  return attached.get(target);
}
