import type { Definition, Definitions, TypeModel } from "../../contract/type-model.ts";
import type { Reference } from "../callables.ts";
import { type Words, constrain } from "../constraints.ts";
import { displayPath } from "../files.ts";
import { commentOf, wordIn, wordsOf } from "../jsdoc.ts";
import { type Checker, type Node, type Type, type TypeSymbol, ts } from "../session.ts";
import { type Symbols, typeDeclarationOf } from "../symbols.ts";
import { aliased, declaredWhole } from "./aliases.ts";
import { applyChecks } from "./checks.ts";
import { applyConstraints } from "./fields.ts";
import { listModel } from "./lists.ts";
import { enumModel, literalValue } from "./literals.ts";
import { baseName, qualifiedName, schemasApart, typeName } from "./names.ts";
import { objectModel } from "./objects.ts";
import { platformModel } from "./platform.ts";
import { spokenOf, takePhantoms } from "./phantoms.ts";
import type { Occurrence, Resolver, TypeName } from "./resolver.ts";
import { templateModel } from "./templates.ts";
import { type FoundUncarried, type Reason, Uncarried } from "./uncarried.ts";
import { unionOf } from "./unions.ts";

const { TypeFlags } = ts;

const keywords: readonly (readonly [number, TypeModel])[] = [
  [TypeFlags.AnyOrUnknown, { kind: "unknown" }],
  [TypeFlags.String, { kind: "string" }],
  [TypeFlags.Number, { kind: "number" }],
  [TypeFlags.BigInt, { kind: "bigint" }],
  [TypeFlags.Boolean, { kind: "boolean" }],
  [TypeFlags.Null, { kind: "null" }],
  [TypeFlags.Undefined | TypeFlags.Void, { kind: "undefined" }],
  [TypeFlags.Never, { kind: "never" }],
  [TypeFlags.NonPrimitive, { kind: "record", values: { kind: "unknown" } }],
];

/** Anonymous types nested deeper than this have no end. */
const maxDepth = 60;

/** A generic type inside itself so many times, each time of another type, grows without end: `interface N<T> { next: N<T[]> }`. */
const maxNesting = 8;

/** What a `Models` is given to work with. */
export interface ModelsOptions {
  readonly root: string;
  readonly checker: Checker;
  readonly symbols: Symbols;
  /** Hears of each constraint that is wrong. */
  readonly onMistake: (place: Node, message: string, hint: string) => void;
}

/** A type on its way to a model, which may be met again inside itself. */
interface Pending {
  readonly name: TypeName | undefined;
  readonly type: Type;
  id?: string;
}

/** Turns TypeScript's types into models, and keeps the named ones. */
export class Models implements Resolver {
  readonly checker: Checker;
  readonly symbols: Symbols;
  readonly root: string;
  readonly #values = new Map<string, Reference>();
  readonly #ids = new Map<number, string>();
  readonly #onMistake: ModelsOptions["onMistake"];
  readonly #definitions = new Map<string, Definition>();
  readonly #pending = new Map<number, Pending>();
  readonly #uncarried = new Uncarried();
  readonly #nesting = new Map<number, number>();
  #listDepth = 0;
  readonly #known = new Map<number, TypeModel>();

  constructor(options: ModelsOptions) {
    this.root = options.root;
    this.checker = options.checker;
    this.symbols = options.symbols;
    this.#onMistake = options.onMistake;
  }

  /** Every named type met so far, by id; namesakes are told apart by the documents that they meet in. */
  get definitions(): Definitions {
    return schemasApart(Object.fromEntries(this.#definitions));
  }

  /** Every value that a type met so far names, by id. */
  get values(): ReadonlyMap<string, Reference> {
    return this.#values;
  }

  handOver(reference: Reference): string {
    if (!this.#values.has(reference.id)) this.#values.set(reference.id, reference);
    return reference.id;
  }

  model(type: Type, occurrence: Occurrence): TypeModel {
    const whole = declaredWhole(type, occurrence, this);
    return aliased(this.#bare(whole, occurrence), whole, occurrence, this);
  }

  /** The model of a value that is of one of `types`. */
  modelOfAny(types: readonly Type[], occurrence: Occurrence): TypeModel {
    return unionOf(types, occurrence, this);
  }

  /** The model of a type as TypeScript resolved it, whatever it was called on the way. */
  #bare(type: Type, occurrence: Occurrence): TypeModel {
    if (type.isErrorType()) return this.unsupported(type, occurrence);
    const keyword = keywords.find(([flags]) => type.flags & flags);
    if (keyword) return keyword[1];
    const enumeration = enumModel(type, this);
    if (enumeration) return enumeration;
    const value = literalValue(type);
    if (value !== undefined) return { kind: "literal", values: [value] };
    const { type: inner, constraints, checks } = takePhantoms(type, this);
    if (constraints.length + checks.length > 0) {
      const spoken = { ...occurrence, node: spokenOf(occurrence.node, this) };
      const bare = inner === type ? this.#structure(type, spoken) : this.model(inner, spoken);
      const checked = applyChecks(bare, checks, occurrence, this);
      return applyConstraints(checked, constraints, occurrence.place, this);
    }
    if (inner !== type) return this.model(inner, occurrence);
    return templateModel(type, this) ?? this.#structure(type, occurrence);
  }

  sentOnly(type: Type, model: TypeModel): TypeModel {
    this.#uncarried.note(model, { text: this.checker.typeToString(type), reason: "sentOnly" });
    return model;
  }

  unsupported(type: Type, { node }: Partial<Occurrence> = {}): TypeModel {
    const model: TypeModel = { kind: "unknown" };
    const text = (type.isErrorType() ? node?.getText() : undefined) ?? this.checker.typeToString(type);
    this.#uncarried.note(model, { text, reason: reasonFor(type) });
    return model;
  }

  idOf(symbol: TypeSymbol): string {
    const known = this.#ids.get(symbol.id);
    if (known !== undefined) return known;
    const base = `${displayPath(this.root, symbol.declarations[0]?.path ?? "")}#${qualifiedName(symbol)}`;
    const taken = new Set(this.#ids.values());
    let id = base;
    for (let number = 2; taken.has(id); number += 1) id = `${base}~${number}`;
    this.#ids.set(symbol.id, id);
    return id;
  }

  constrained(model: TypeModel, words: Words, place: Node): TypeModel {
    if (Object.keys(words).length === 0) return model;
    const whole = "additionalProperties" in words ? this.#inline(model) : model;
    const { model: constrained, mistakes } = constrain(whole, words);
    for (const { word, message, hint } of mistakes) this.#onMistake(wordIn(place, word), message, hint);
    this.#uncarried.inherit(model, constrained);
    return constrained;
  }

  mistake(place: Node, message: string, hint: string): void {
    this.#onMistake(place, message, hint);
  }

  defined(name: TypeName, build: () => TypeModel): TypeModel {
    const { id } = name;
    if (!this.#definitions.has(id)) {
      this.#definitions.set(id, { name: name.name, type: { kind: "unknown" } });
      const declaration = typeDeclarationOf(name.symbol);
      const words = declaration ? wordsOf(commentOf(declaration)) : {};
      const model = build();
      const type = declaration ? this.constrained(model, words, declaration) : model;
      this.#definitions.set(id, { name: name.name, type });
    }
    return { kind: "ref", id };
  }

  /** What a reference refers to, with its name as title: a variant of a named type is a type without a name. */
  #inline(model: TypeModel): TypeModel {
    const definition = model.kind === "ref" ? this.#definitions.get(model.id) : undefined;
    return definition ? { title: definition.name, ...definition.type } : model;
  }

  /** The first part of `model` that JSON cannot carry: the way to it and its type. */
  findUncarried(model: TypeModel): FoundUncarried | undefined {
    return this.#uncarried.find(model, this.#definitions);
  }

  #structure(type: Type, occurrence: Occurrence): TypeModel {
    if (type.isTypeParameter() || type.flags & TypeFlags.Instantiable)
      return this.#instantiable(type, occurrence);
    if (!type.isUnionType() && !type.isObjectType() && !type.isIntersectionType())
      return this.unsupported(type);
    const special = platformModel(type, occurrence, this);
    if (special) return special;
    const pending = this.#pending.get(type.id);
    if (pending) return { kind: "ref", id: this.#recursiveId(pending) };
    if (this.#pending.size + this.#listDepth > maxDepth) return this.unsupported(type);
    const known = this.#known.get(type.id);
    if (known) return known;
    const list = this.#list(type, occurrence);
    if (list) return list;
    if (type.isUnionType()) {
      const name = typeName(type, this);
      if (name && this.#definitions.has(name.id)) return { kind: "ref", id: name.id };
      return this.#guarded(type, name, () => unionOf(this.symbols.members(type), occurrence, this));
    }
    const name = typeName(type, this);
    const build = (): TypeModel => objectModel(type, occurrence, this);
    if (!name) return this.#remember(type, this.#guarded(type, undefined, build));
    return this.#named(type, name, build);
  }

  /** Lists need no name of their own: what recurs through them has one. */
  #list(type: Type, occurrence: Occurrence): TypeModel | undefined {
    this.#listDepth += 1;
    const list = listModel(type, occurrence, this);
    this.#listDepth -= 1;
    return list;
  }

  /** A function or a foreign class is no definition, whatever it is called. */
  #named(type: Type, name: TypeName, build: () => TypeModel): TypeModel {
    const nested = this.#nesting.get(name.symbol.id) ?? 0;
    if (nested > maxNesting) return this.unsupported(type);
    this.#nesting.set(name.symbol.id, nested + 1);
    const reference = this.defined(name, build);
    this.#nesting.set(name.symbol.id, nested);
    const definition = this.#definitions.get(name.id)?.type;
    return definition && this.#uncarried.has(definition) ? definition : reference;
  }

  #remember(type: Type, model: TypeModel): TypeModel {
    this.#known.set(type.id, model);
    return model;
  }

  /** A type parameter stands for what it extends, a deferred type for what it is known to be at least. */
  #instantiable(type: Type, occurrence: Occurrence): TypeModel {
    const base = this.checker.getBaseConstraintOfType(type);
    return !base || base.id === type.id || base.flags & TypeFlags.Unknown
      ? this.unsupported(type)
      : this.model(base, occurrence);
  }

  /** A type met inside itself must have a name; `build` runs while meetings are watched for. */
  #guarded(type: Type, name: TypeName | undefined, build: () => TypeModel): TypeModel {
    const pending: Pending = { type, name };
    this.#pending.set(type.id, pending);
    const model = build();
    this.#pending.delete(type.id);
    if (pending.id === undefined) return model;
    this.#definitions.set(pending.id, { name: name?.name ?? "Recursive", type: model });
    return { kind: "ref", id: pending.id };
  }

  #recursiveId(pending: Pending): string {
    pending.id ??= pending.name?.id ?? `${baseName(this.root)}#${this.checker.typeToString(pending.type)}`;
    return pending.id;
  }
}

function reasonFor(type: Type): Reason {
  if (type.isErrorType()) return "unresolved";
  return type.isTypeParameter() ? "unbound" : "uncarried";
}
