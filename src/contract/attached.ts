import type { Signature } from "./signature.ts";
import type { Definitions } from "./type-model.ts";

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

/** What the compiler knows of one module: its signatures, and the named types that they share, said once. */
export interface ModuleContract {
  readonly signatures: readonly Omit<Signature, "definitions">[];
  readonly definitions: Definitions;
}

/** The values that types name (checks, Standard Schemas), by id; thunks, because modules may import in a circle. */
export type Values = Readonly<Record<string, () => unknown>>;

const valuesOf = new WeakMap<Definitions, Values>();

/** The value that a type among `definitions` names by `id`. */
export function namedValue(definitions: Definitions, id: string): unknown {
  const thunk = valuesOf.get(definitions)?.[id];
  if (!thunk) throw new Error(`a type names ${id}, which its module does not hand over`);
  return thunk();
}

/** One table of several, with the values that their types name. */
export function joinDefinitions(tables: readonly Definitions[]): Definitions {
  const joined = Object.assign({}, ...tables) as Definitions;
  valuesOf.set(joined, Object.assign({}, ...tables.map((table) => valuesOf.get(table))) as Values);
  return joined;
}

/**
 * The signatures of a module from its contract as JSON text, and the values that its types name; signatures and their
 * dependencies share one table of definitions.
 */
export function openContract(text: string, values: Values = {}): readonly Signature[] {
  const { signatures, definitions }: ModuleContract = JSON.parse(text);
  valuesOf.set(definitions, values);
  const complete = (signature: Omit<Signature, "definitions">): Signature => ({
    ...signature,
    parameters: signature.parameters.map((parameter) =>
      parameter.dependency
        ? {
            ...parameter,
            dependency: { ...parameter.dependency, signature: complete(parameter.dependency.signature) },
          }
        : parameter,
    ),
    definitions,
  });
  return signatures.map(complete);
}

/** What the compiler knows of `target`, or `undefined` where its module did not come through the loader. */
export function signatureOf(target: Handler): Attached | undefined {
  return attached.get(target);
}
