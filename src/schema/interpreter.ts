import type { Definition, Definitions, TypeModel } from "../contract/type-model.ts";
import type { Context, Late, Origin } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import type { Check, Write } from "./run.ts";

/** Checks and writes values by closures over their types; generated code must do the same, and leans on it for the rest. */
class Interpreter implements Context {
  readonly definitions: Definitions;
  readonly from: Origin;
  readonly lax: boolean;
  readonly #strict: boolean;
  readonly #checks = new Map<string, Late<Check>>();
  readonly #writes = new Map<string, Late<Write>>();

  constructor(definitions: Definitions, from: Origin, strict: boolean) {
    this.definitions = definitions;
    this.from = from;
    this.#strict = strict;
    this.lax = !strict || from === "text";
  }

  get ofText(): Context {
    return this.from === "text" ? this : interpreterOf(this.definitions, "text", this.#strict);
  }

  get ofJson(): Context {
    return this.from === "text" ? interpreterOf(this.definitions, "json", this.#strict) : this;
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
export function interpreterOf(definitions: Definitions, from: Origin, strict: boolean): Context {
  const known = interpreters.get(definitions) ?? new Map<string, Interpreter>();
  interpreters.set(definitions, known);
  const key = `${from} ${strict}`;
  const interpreter = known.get(key) ?? new Interpreter(definitions, from, strict);
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
