import type { Definition, TypeModel } from "../../contract/type-model.ts";
import { partsOf } from "./parts.ts";

/**
 * Why JSON cannot carry a type: it is no data, TypeScript cannot find it, it is a type parameter of no known type, or it is
 * an object that writes itself as text, which nothing reads back.
 */
export type Reason = "uncarried" | "unresolved" | "unbound" | "sentOnly";

interface Note {
  /** The type as TypeScript or the author writes it. */
  readonly text: string;
  readonly reason: Reason;
}

/** A type that JSON cannot carry inside another, and the way to it: `.owner.save`. */
export interface FoundUncarried extends Note {
  readonly path: string;
}

/** Remembers which models stand for what JSON cannot carry: in themselves they are `unknown` like any other. */
export class Uncarried {
  readonly #notes = new WeakMap<TypeModel, Note>();

  note(model: TypeModel, note: Note): void {
    this.#notes.set(model, note);
  }

  has(model: TypeModel): boolean {
    return this.#notes.has(model);
  }

  /** What is noted of `from` holds of `to`, a copy with more said of it. */
  inherit(from: TypeModel, to: TypeModel): void {
    const note = this.#notes.get(from);
    if (note) this.#notes.set(to, note);
  }

  /** The first part of `model` that is noted. */
  find(model: TypeModel, definitions: ReadonlyMap<string, Definition>): FoundUncarried | undefined {
    const seen = new Set<string>();
    const search = (part: TypeModel, path: string): FoundUncarried | undefined => {
      const note = this.#notes.get(part);
      if (note) return { path, ...note };
      for (const [step, inner] of partsOf(part)) {
        const found = search(inner, path + step);
        if (found) return found;
      }
      if (part.kind !== "ref" || seen.has(part.id)) return undefined;
      seen.add(part.id);
      const definition = definitions.get(part.id);
      return definition && search(definition.type, path);
    };
    return search(model, "");
  }
}
