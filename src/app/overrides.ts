import type { Handler } from "../contract/attached.ts";
import type { Overrides } from "../dependencies/graph.ts";

/**
 * What is called in place of dependencies, wherever these are asked for, until it is taken out again: for tests. What stands in
 * has parameters and dependencies of its own; where it depends on what it replaces, it is given the original.
 */
export class DependencyOverrides {
  #standIns: Overrides = new Map();
  readonly #apply: (standIns: Overrides) => void;

  /** `apply` puts a set of overrides to use, or throws and leaves the one before. */
  constructor(apply: (standIns: Overrides) => void) {
    this.#apply = apply;
  }

  /** Puts `standIn` in place of a function, a class or a security scheme. Throws `DiagnosticError` where it does not fit. */
  set<F extends Handler>(real: object, standIn: F): this {
    if (typeof real !== "function") throw new TypeError("what is replaced must be a function or a class");
    this.#use(new Map(this.#standIns).set(real, standIn));
    return this;
  }

  /** Gives a dependency its place back; `false` where nothing stood in for it. */
  delete(real: object): boolean {
    const rest = new Map(this.#standIns);
    const isThere = rest.delete(real as Handler);
    if (isThere) this.#use(rest);
    return isThere;
  }

  /** Gives every dependency its place back. */
  clear(): void {
    this.#use(new Map());
  }

  has(real: object): boolean {
    return this.#standIns.has(real as Handler);
  }

  get size(): number {
    return this.#standIns.size;
  }

  #use(standIns: Overrides): void {
    this.#apply(standIns);
    this.#standIns = standIns;
  }
}
