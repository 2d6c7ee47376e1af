import type { TypeModel } from "../../contract/type-model.ts";
import type { Reference } from "../callables.ts";
import type { Words } from "../constraints.ts";
import type { Checker, Node, Type, TypeNode, TypeSymbol } from "../session.ts";
import type { Symbols } from "../symbols.ts";

/** Where a type was met. */
export interface Occurrence {
  /** The type as written, where it was; a union's members keep the order they have there. */
  readonly node?: TypeNode | undefined;
  /** What a diagnostic points at. */
  readonly place: Node;
  /** `undefined` is a member like any other, as in a result; elsewhere it only makes things optional. */
  readonly keepUndefined?: boolean;
}

/** What the kinds of type ask of each other while a type becomes a model. */
export interface Resolver {
  /** The id of what declares a type, unique in the program: `src/models.ts#Item`. */
  idOf(symbol: TypeSymbol): string;
  /** The directory that files and ids are named from. */
  readonly root: string;
  readonly checker: Checker;
  readonly symbols: Symbols;
  /** The model of any type. */
  model(type: Type, occurrence: Occurrence): TypeModel;
  /** The model of what JSON cannot carry; whether that is a mistake is for the asker to say. */
  unsupported(type: Type, occurrence?: Occurrence): TypeModel;
  /** Notes that requests cannot carry `type`, though `model` is what responses make of it. */
  sentOnly(type: Type, model: TypeModel): TypeModel;
  /** `model` with `words` said of it; mistakes in them are reported at `place`. */
  constrained(model: TypeModel, words: Words, place: Node): TypeModel;
  /** Says what is wrong with a constraint or a check, and what to write instead. */
  mistake(place: Node, message: string, hint: string): void;
  /** Keeps a value that a model names, and gives its id. */
  handOver(reference: Reference): string;
  /** The model of a named type, made once by `build` and then referred to. */
  defined(name: TypeName, build: () => TypeModel): TypeModel;
}

/** What a type is called, and what tells it from its namesakes. */
export interface TypeName {
  readonly id: string;
  readonly name: string;
  /** What declared it, whose comment describes it. */
  readonly symbol: TypeSymbol;
}
