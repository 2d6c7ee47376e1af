import type { Definition, Definitions, TypeModel } from "../contract/type-model.ts";
import type { Context, Late, Omissions, Origin } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import type { Check, Write } from "./run.ts";

/** How the values of types are treated; `false`, or nothing, where nothing is said. */
export interface Manner {
  /** JSON is taken as it is, without coercion. */
  readonly strict?: boolean;
  /** Properties that are not there stay away: no default stands in for them. */
  readonly bare?: boolean;
  readonly omits?: Omissions;
}

/** Checks and writes values by closures over their types; generated code must do the same, and leans on it for the rest. */
class Interpreter implements Context {
  readonly definitions: Definitions;
  readonly from: Origin;
  readonly lax: boolean;
  readonly fillsDefaults: boolean;
  readonly omits: Omissions;
  readonly #manner: Manner;
  readonly #checks = new Map<string, Late<Check>>();
  readonly #writes = new Map<string, Late<Write>>();

  constructor(definitions: Definitions, from: Origin, manner: Manner) {
    const { strict = false, bare = false, omits = {} } = manner;
    this.definitions = definitions;
    this.from = from;
    this.lax = !strict || from === "text";
    this.fillsDefaults = !bare;
    this.omits = omits;
    this.#manner = manner;
  }

  get ofText(): Context {
    return this.from === "text" ? this : interpreterOf(this.definitions, "text", this.#manner);
  }

  get ofJson(): Context {
    return this.from === "text" ? interpreterOf(this.definitions, "json", this.#manner) : this;
  }

  check(model: TypeModel): Check {
    return kindOf(model).check(model, this);
  }

  write(model: TypeModel): Write {
    return kindOf(model).write(model, this);
  }

  label(model: TypeModel): string {
    return kindOf(model).label(model, this);
  }

  definition(id: string): Definition {
    const found = this.definitions[id];
    if (!found) throw new Error(`The definitions lack ${id}.`);
    return found;
  }

  hasParts(model: TypeModel): boolean {
    const visit = {
      type: (inner: TypeModel) => this.hasParts(inner),
      named: (id: string) => this.hasParts(this.definition(id).type),
    };
    return kindOf(model).hasParts(model, visit);
  }

  isPlain(model: TypeModel): boolean {
    if (this.omits.nulls || this.omits.defaults) return false;
    const seen = new Set<string>();
    const visit = {
      type: (inner: TypeModel): boolean => kindOf(inner).plain(inner, visit),
      named: (id: string): boolean => {
        if (seen.has(id)) return true;
        seen.add(id);
        return visit.type(this.definition(id).type);
      },
    };
    return visit.type(model);
  }

  namedCheck(id: string): Late<Check> {
    return late(this.#checks, id, () => this.check(this.definition(id).type));
  }

  namedWrite(id: string): Late<Write> {
    return late(this.#writes, id, () => this.write(this.definition(id).type));
  }
}

const interpreters = new WeakMap<Definitions, Map<string, Interpreter>>();

/** The interpreter of types that share their definitions, so that a named type is made once for all of them. */
export function interpreterOf(definitions: Definitions, from: Origin, manner: Manner = {}): Context {
  const known = interpreters.get(definitions) ?? new Map<string, Interpreter>();
  interpreters.set(definitions, known);
  const { strict, bare, omits } = manner;
  const key = [from, strict, bare, omits?.nulls, omits?.defaults].map((part) => part || "").join();
  const interpreter = known.get(key) ?? new Interpreter(definitions, from, manner);
  known.set(key, interpreter);
  return interpreter;
}

/** What is known under `id`; while it is being made, it may already be referred to. */
function late<T>(known: Map<string, Late<T>>, id: string, make: () => T): Late<T> {
  const found = known.get(id);
  if (found) return found;
  const holder: { task?: T } = {};
  known.set(id, holder);
  try {
    holder.task = make();
  } catch (error) {
    known.delete(id);
    throw error;
  }
  return holder;
}
