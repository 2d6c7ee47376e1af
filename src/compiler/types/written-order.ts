import { isOurs } from "../files.ts";
import { type IndexedAccessTypeNode, type Type, type TypeNode, ts } from "../session.ts";
import { aliasOf, declarationOf, typeNodeOf } from "../symbols.ts";
import { jsonOfNode } from "./literal-nodes.ts";
import { isTuple, literalValue } from "./literals.ts";
import { type Constrained, takePhantoms } from "./phantoms.ts";
import type { Resolver } from "./resolver.ts";

const { SyntaxKind, TypeFlags } = ts;

/** A member of a union, with the node that it was written as, where there is one of its own. */
export interface Member extends Constrained {
  readonly node?: TypeNode | undefined;
}

/** One place in a union as written: a node, or what is known of the type that stands there. */
interface Slot {
  readonly node?: TypeNode;
  readonly type?: Type;
  readonly key?: string;
}

/** Aliases nested deeper than this are not opened. */
const maxDepth = 8;

/** Types that keep some of the members that they are given. */
const sieves: ReadonlySet<string> = new Set(["Exclude", "Extract", "NonNullable"]);

/** The members of a union as written, from left to right, aliases of unions opened. */
function slotsOf(node: TypeNode, resolver: Resolver, depth = 0): readonly Slot[] {
  if (ts.isParenthesizedTypeNode(node)) return slotsOf(node.type, resolver, depth);
  if (ts.isUnionTypeNode(node)) {
    return Array.from(node.types).flatMap((member) => slotsOf(member, resolver, depth));
  }
  if (ts.isIndexedAccessTypeNode(node)) return accessed(node, resolver, depth);
  if (ts.isTypeOperatorNode(node) && node.operator === SyntaxKind.KeyOfKeyword)
    return keysOf(node.type, resolver);
  if (!ts.isTypeReferenceNode(node) || depth > maxDepth) return [{ node }];
  const symbol = resolver.symbols.at(node.typeName);
  const [first] = node.typeArguments ?? [];
  if (first) {
    // `Field<A | B, M>` spreads over A and B.
    const isField = aliasOf(symbol) && symbol?.declarations.some((declaration) => isOurs(declaration.path));
    const opens = isField || sieves.has(symbol?.name ?? "");
    return opens ? slotsOf(first, resolver, depth + 1) : [{ node }];
  }
  const alias = aliasOf(symbol);
  const opened = alias ? slotsOf(alias.type, resolver, depth + 1) : [];
  return opened.length > 1 ? opened : [{ node }];
}

/** `(typeof list)[number]` has the order of the list, `(typeof object)[keyof typeof object]` that of the properties. */
function accessed(node: IndexedAccessTypeNode, resolver: Resolver, depth: number): readonly Slot[] {
  const owner = resolver.symbols.written(node.objectType);
  if (!owner) return [{ node }];
  if (isTuple(owner)) return resolver.symbols.typeArguments(owner).map((type) => ({ type }));
  const name = jsonOfNode(node.indexType);
  if (name !== undefined && owner.isUnionType()) {
    return slotsOf(node.objectType, resolver, depth + 1).flatMap((slot) =>
      propertyOf(slot, String(name), resolver),
    );
  }
  if (name !== undefined) {
    const property = resolver.checker.getPropertyOfType(owner, String(name));
    const written = typeNodeOf(property && declarationOf(property));
    return written && depth < maxDepth ? slotsOf(written, resolver, depth + 1) : [{ node }];
  }
  if (!owner.isObjectType()) return [{ node }];
  const types = resolver.checker.getTypeOfSymbol(resolver.checker.getPropertiesOfType(owner));
  return types.flatMap((type) => (type ? [{ type }] : []));
}

function propertyOf({ type }: Slot, name: string, { checker }: Resolver): readonly Slot[] {
  const property = type && checker.getPropertyOfType(type, name);
  const own = property && checker.getTypeOfSymbol(property);
  return own ? [{ type: own }] : [];
}

function keysOf(node: TypeNode, resolver: Resolver): readonly Slot[] {
  const owner = resolver.symbols.written(node);
  const properties = owner?.isObjectType() ? resolver.checker.getPropertiesOfType(owner) : [];
  return properties.map(({ name }) => ({ key: JSON.stringify(name) }));
}

const keywords: ReadonlyMap<number, number> = new Map([
  [SyntaxKind.StringKeyword, TypeFlags.String],
  [SyntaxKind.NumberKeyword, TypeFlags.Number],
  [SyntaxKind.BigIntKeyword, TypeFlags.BigInt],
  [SyntaxKind.UndefinedKeyword, TypeFlags.Undefined],
]);

const keywordFlags: ReadonlySet<number> = new Set(keywords.values());

/** What tells a literal or a keyword from the others, the same for its node and for its type. */
function keyOfNode(node: TypeNode): string | undefined {
  const value = jsonOfNode(node);
  if (value !== undefined) return JSON.stringify(value);
  const keyword = keywords.get(node.kind);
  return keyword === undefined ? undefined : `keyword ${keyword}`;
}

function keyOfType(type: Type): string {
  const value = type.flags & TypeFlags.EnumLiteral ? undefined : literalValue(type);
  if (value !== undefined) return JSON.stringify(value);
  if (type.flags & TypeFlags.Null) return "null";
  return keywordFlags.has(type.flags) ? `keyword ${type.flags}` : `type ${type.id}`;
}

const stableFlags = TypeFlags.StringLiteral | TypeFlags.NumberLiteral;

function compare(left: Type, right: Type): number {
  const [one, other] = [literalValue(left), literalValue(right)];
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return String(one) < String(other) ? -1 : 1;
}

/** The first slot of each type, by the type's key: local where the nodes tell all, else asked for together. */
function ranksOf(slots: readonly Slot[], resolver: Resolver): ReadonlyMap<string, number> {
  const known = slots.map(({ node, key }) => key ?? (node && keyOfNode(node)));
  const asked = slots.flatMap(({ node }, index) => (node && known[index] === undefined ? [node] : []));
  const answers = asked.length > 0 ? resolver.checker.getTypeAtLocation(asked) : [];
  const answerTo = new Map(asked.map((node, index) => [node, answers[index]] as const));
  const keysAt = ({ node, type }: Slot, index: number): readonly string[] => {
    const key = known[index];
    if (key !== undefined) return [key];
    const whole = type ?? (node && answerTo.get(node));
    return whole
      ? resolver.symbols.members(whole).map((part) => keyOfType(takePhantoms(part, resolver).type))
      : [];
  };
  const ranks = new Map<string, number>();
  for (const [index, slot] of slots.entries()) {
    for (const key of keysAt(slot, index)) if (!ranks.has(key)) ranks.set(key, index);
  }
  return ranks;
}

/** TypeScript's order of literals depends on what else the program says; here it depends on them alone. */
function inStableOrder(members: readonly Constrained[]): readonly Constrained[] {
  const empty = TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void;
  const present = members.filter(({ type }) => !(type.flags & empty));
  const isPlain = ({ type }: Constrained): boolean =>
    (type.flags & stableFlags) !== 0 && !(type.flags & TypeFlags.EnumLiteral);
  const sorted = present.filter(isPlain).toSorted((left, right) => compare(left.type, right.type));
  const absent = members.filter(({ type }) => type.flags & empty);
  return [...present.map((member) => (isPlain(member) ? (sorted.shift() ?? member) : member)), ...absent];
}

/** The members of a union in the order in which the author wrote them; TypeScript orders them as it met them. */
export function inWrittenOrder(
  members: readonly Constrained[],
  node: TypeNode | undefined,
  resolver: Resolver,
): readonly Member[] {
  const slots = node ? slotsOf(node, resolver) : [];
  const stable = inStableOrder(members);
  if (slots.length < 2) return stable.map((member) => ({ ...member, node: slots[0]?.node }));
  const ranks = ranksOf(slots, resolver);
  const rankOf = ({ type }: Constrained): number | undefined => ranks.get(keyOfType(type));
  const taken = new Set(members.map(rankOf));
  // What no slot stands for came in place of one that stands for nothing here, such as a type parameter.
  const open = slots.findIndex((_, index) => !taken.has(index));
  const ranked = stable.map((member) => ({
    member,
    rank: rankOf(member) ?? (open < 0 ? slots.length : open),
  }));
  return ranked
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ member, rank }) => ({ ...member, node: slots[rank]?.node }));
}
