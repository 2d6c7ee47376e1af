import type { Dependency, Signature } from "../contract/signature.ts";
import type { Reference } from "./callables.ts";
import type { Compilation } from "./compilation.ts";
import type { Node, Type } from "./session.ts";

/** A signature as a module's contract holds it: the definitions are the module's, said once. */
export type BareSignature = Omit<Signature, "definitions">;

/** A signature and the values that its dependencies, and theirs, name. */
export interface Described {
  readonly signature: BareSignature;
  readonly callables: ReadonlyMap<string, Reference>;
}

/** A dependency and the values that it and its own dependencies name. */
export interface DescribedDependency {
  readonly dependency: Dependency;
  readonly callables: ReadonlyMap<string, Reference>;
}

/** What parameters and their dependencies ask of each other. */
export interface Describer {
  readonly compilation: Compilation;
  /** The dependency that `Depends<typeof f>` names; a mistake is reported and gives `undefined`. */
  dependency(reference: Reference, type: Type, place: Node): Described & { readonly construct: boolean };
}
