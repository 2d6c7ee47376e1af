import type { Diagnostic } from "../contract/diagnostic.ts";
import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { interpreterOf } from "./interpreter.ts";
import { partsOf } from "./parts.ts";
import { newRun } from "./run.ts";

/** Walks through a type and the named types that it speaks of, each once for its table of definitions. */
class Search {
  readonly found: Diagnostic[] = [];
  readonly #definitions: Definitions;
  readonly #seen: Set<string>;

  constructor(definitions: Definitions, seen: Set<string>) {
    this.#definitions = definitions;
    this.#seen = seen;
  }

  /** `place` is how a message calls the type. */
  visit(type: TypeModel, place: string, owner: string): void {
    if (type.default !== undefined) this.#check(type, place);
    if (type.kind === "ref") {
      if (this.#seen.has(type.id)) return;
      this.#seen.add(type.id);
      const { name, type: named } = interpreterOf(this.#definitions, "json").definition(type.id);
      this.visit(named, `the type ${name}`, ` of ${name}`);
    }
    for (const [part, property] of partsOf(type)) {
      if (property === undefined) this.visit(part, place, owner);
      else this.visit(part, `the property "${property}"${owner}`, ` in "${property}"${owner}`);
    }
  }

  /** A check of the author's is not asked, nor a Standard Schema: the modules that hold them may not have run yet. */
  #check(type: TypeModel, place: string): void {
    if (this.#asksAuthor(type, new Set())) return;
    const context = interpreterOf(this.#definitions, "json");
    const run = newRun();
    context.check(type)(structuredClone(type.default), run);
    const [issue] = run.issues;
    if (!issue) return;
    this.found.push({
      code: "MR109",
      message: `The default ${JSON.stringify(type.default)} of ${place} is not of its type, ${this.#nameOf(type)}: ${issue.msg}.`,
      hint: "Write a default that the type takes, as JSON.",
    });
  }

  #nameOf(type: TypeModel): string {
    return type.kind === "ref" ? (this.#definitions[type.id]?.name ?? type.id) : type.kind;
  }

  #asksAuthor(type: TypeModel, around: ReadonlySet<string>): boolean {
    if (type.kind === "checked" || type.kind === "standard") return true;
    if (type.kind === "ref") {
      const named = this.#definitions[type.id]?.type;
      return !!named && !around.has(type.id) && this.#asksAuthor(named, new Set([...around, type.id]));
    }
    return partsOf(type).some(([part]) => this.#asksAuthor(part, around));
  }
}

const searched = new WeakMap<Definitions, Set<string>>();

/**
 * The defaults that are not of their type (MR109), in a type and the named types that it speaks of; a named type without such is
 * looked at once for its table of definitions. `place` is how a message calls the type itself: `the parameter "item"`.
 */
export function wrongDefaults(
  type: TypeModel,
  definitions: Definitions,
  place: string,
): readonly Diagnostic[] {
  const seen = searched.get(definitions) ?? new Set<string>();
  searched.set(definitions, seen);
  const search = new Search(definitions, seen);
  search.visit(type, place, ` of ${place}`);
  if (search.found.length > 0) searched.delete(definitions);
  return search.found;
}
