import type { TypeModel } from "../../contract/type-model.ts";
import { isLibrary, isOurs } from "../files.ts";
import { commentOf, wordsOf } from "../jsdoc.ts";
import { type Type, type TypeAliasDeclaration, type TypeNode, type TypeSymbol, ts } from "../session.ts";
import { aliasOf } from "../symbols.ts";
import { namedBy } from "./names.ts";
import type { Occurrence, Resolver } from "./resolver.ts";

interface Alias {
  readonly symbol: TypeSymbol;
  readonly declaration: TypeAliasDeclaration;
}

/** The user's alias that `node` names, without type arguments. */
function aliasAt(node: TypeNode | undefined, resolver: Resolver): Alias | undefined {
  if (!node || !ts.isTypeReferenceNode(node) || node.typeArguments) return undefined;
  const symbol = resolver.symbols.at(node.typeName);
  const path = symbol?.declarations[0]?.path ?? "";
  const declaration = isOurs(path) || isLibrary(path) ? undefined : aliasOf(symbol);
  return symbol && declaration && { symbol, declaration };
}

/** A mapped type lends its properties the declarations of others; then the node does not speak of the type. */
function speaksOf(node: TypeNode, type: Type, resolver: Resolver): boolean {
  const written = resolver.symbols.written(node);
  if (!written) return false;
  const ids = new Set(resolver.symbols.members(type).map((member) => member.id));
  return resolver.symbols.members(written).every((member) => ids.has(member.id));
}

/** `Json` of `Json | undefined`, where `node` names it: joined with `undefined`, a union forgets its name. */
export function declaredWhole(type: Type, { node, keepUndefined }: Occurrence, resolver: Resolver): Type {
  if (keepUndefined || !type.isUnionType() || !node || !ts.isTypeReferenceNode(node)) return type;
  const isUndefined = (member: Type): boolean => (member.flags & ts.TypeFlags.Undefined) !== 0;
  if (!resolver.symbols.members(type).some(isUndefined)) return type;
  const written = resolver.symbols.written(node);
  const present = resolver.symbols.members(type).filter((member) => !isUndefined(member));
  const ids = new Set(present.map((member) => member.id));
  const parts = written ? resolver.symbols.members(written) : [];
  return written && parts.length === present.length && parts.every((part) => ids.has(part.id))
    ? written
    : type;
}

/** The model, or what is checked of it, is that of an object type without a name. */
function isNamable(model: TypeModel): boolean {
  if (model.kind === "checked") return isNamable(model.type);
  return model.kind === "object" || model.kind === "record";
}

/**
 * What an alias adds to the model of what it stands for, which TypeScript itself forgets: its comment, and for an object
 * type made by another alias, as `type Draft = Partial<Item>`, its name.
 */
export function aliased(
  model: TypeModel,
  type: Type,
  { node, place }: Occurrence,
  resolver: Resolver,
): TypeModel {
  const alias = model.kind === "ref" ? undefined : aliasAt(node, resolver);
  if (!alias || !node || !speaksOf(node, type, resolver)) return model;
  const { symbol, declaration } = alias;
  const inner = aliased(model, type, { node: declaration.type, place }, resolver);
  if (isNamable(inner)) {
    return resolver.defined(namedBy(symbol, [], resolver), () => inner);
  }
  return inner.kind === "ref"
    ? inner
    : resolver.constrained(inner, wordsOf(commentOf(declaration)), declaration);
}
