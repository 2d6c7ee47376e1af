import { isOurs } from "../files.ts";
import { type Type, type TypeNode, ts } from "../session.ts";
import { aliasOf } from "../symbols.ts";
import { jsonOfNode } from "./literal-nodes.ts";
import { literalValue } from "./literals.ts";
import { type Constrained, takeConstraints } from "./phantoms.ts";
import type { Resolver } from "./resolver.ts";

const { SyntaxKind, TypeFlags } = ts;

/** The members of a union as written, from left to right, aliases of unions opened. */
function writtenMembers(node: TypeNode, resolver: Resolver, depth = 0): readonly TypeNode[] {
  if (ts.isParenthesizedTypeNode(node)) return writtenMembers(node.type, resolver, depth);
  if (ts.isUnionTypeNode(node)) {
    return Array.from(node.types).flatMap((member) => writtenMembers(member, resolver, depth));
  }
  if (!ts.isTypeReferenceNode(node) || depth > 8) return [node];
  const symbol = resolver.symbols.at(node.typeName);
  const [first] = node.typeArguments ?? [];
  if (first) {
    // `Field<A | B, M>` spreads over A and B.
    const isField = symbol?.declarations.some((declaration) => isOurs(declaration.path));
    return isField ? writtenMembers(first, resolver, depth + 1) : [node];
  }
  const alias = aliasOf(symbol);
  const opens = alias && ts.isUnionTypeNode(alias.type);
  return opens ? writtenMembers(alias.type, resolver, depth + 1) : [node];
}

const keywords: ReadonlyMap<number, number> = new Map([
  [SyntaxKind.StringKeyword, TypeFlags.String],
  [SyntaxKind.NumberKeyword, TypeFlags.Number],
  [SyntaxKind.BigIntKeyword, TypeFlags.BigInt],
  [SyntaxKind.UndefinedKeyword, TypeFlags.Undefined],
]);

/** What tells a literal or a keyword from the others, the same for its node and for its type. */
function keyOfNode(node: TypeNode): string | undefined {
  const value = jsonOfNode(node);
  if (value !== undefined) return JSON.stringify(value);
  const keyword = keywords.get(node.kind);
  return keyword === undefined ? undefined : `keyword ${keyword}`;
}

function keyOfType(type: Type): string {
  const value = literalValue(type);
  if (value !== undefined) return JSON.stringify(value);
  return type.flags & TypeFlags.Null ? "null" : `keyword ${type.flags}`;
}

const stableFlags = TypeFlags.StringLiteral | TypeFlags.NumberLiteral;

function compare(left: Type, right: Type): number {
  const [one, other] = [literalValue(left), literalValue(right)];
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return String(one) < String(other) ? -1 : 1;
}

/** The rank of each written member, by a key of its type: local where the nodes tell all, else asked for together. */
function rankOf(written: readonly TypeNode[], resolver: Resolver): (type: Type) => number {
  const keys = written.map(keyOfNode);
  if (keys.every((key) => key !== undefined)) return (type) => keys.indexOf(keyOfType(type));
  const types = resolver.checker.getTypeAtLocation(written);
  const ranks = new Map<number, number>();
  for (const [index, type] of types.entries()) {
    for (const part of type ? resolver.symbols.members(type) : []) {
      const bare = takeConstraints(part, resolver).type;
      if (!ranks.has(bare.id)) ranks.set(bare.id, index);
    }
  }
  return (type) => ranks.get(type.id) ?? written.length;
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
): readonly Constrained[] {
  const written = node ? writtenMembers(node, resolver) : [];
  if (written.length < 2) return inStableOrder(members);
  const rank = rankOf(written, resolver);
  return members.toSorted((left, right) => rank(left.type) - rank(right.type));
}
