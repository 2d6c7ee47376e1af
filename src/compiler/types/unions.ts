import type { TypeModel } from "../../contract/type-model.ts";
import { isOurs } from "../files.ts";
import { type Type, type TypeNode, ts } from "../session.ts";
import { declarationOf } from "../symbols.ts";
import { applyConstraints } from "./fields.ts";
import { enumMembersModel, groupEnums, literalValue } from "./literals.ts";
import { type Constrained, takeConstraints } from "./phantoms.ts";
import type { Occurrence, Resolver } from "./resolver.ts";

const { TypeFlags } = ts;

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
  const declaration = symbol && symbol.flags & ts.SymbolFlags.TypeAlias ? declarationOf(symbol) : undefined;
  const opens = declaration && ts.isTypeAliasDeclaration(declaration) && ts.isUnionTypeNode(declaration.type);
  return opens ? writtenMembers(declaration.type, resolver, depth + 1) : [node];
}

/** The members in the order in which the author wrote them; TypeScript itself orders them as it met them. */
function inWrittenOrder(
  members: readonly Constrained[],
  node: TypeNode | undefined,
  resolver: Resolver,
): readonly Constrained[] {
  const written = node ? writtenMembers(node, resolver) : [];
  const empty = TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void;
  const isEmpty = ({ type }: Constrained): boolean => (type.flags & empty) !== 0;
  if (written.length < 2)
    return [...members.filter((member) => !isEmpty(member)), ...members.filter(isEmpty)];
  const rank = new Map<number, number>();
  for (const [index, member] of written.entries()) {
    const type = resolver.checker.getTypeFromTypeNode(member);
    for (const part of type ? resolver.symbols.members(type) : []) {
      if (!rank.has(part.id)) rank.set(part.id, index);
    }
  }
  const rankOf = ({ type }: Constrained): number => rank.get(type.id) ?? written.length;
  return members.toSorted((left, right) => rankOf(left) - rankOf(right));
}

interface Group {
  readonly constraints: readonly Type[];
  readonly types: Type[];
}

/** `Field<A | B, M>` spreads over the members of a union; here they come together again. */
function groupByConstraints(members: readonly Constrained[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { type, constraints } of members) {
    const key = constraints.map((meta) => meta.id).join();
    const group = groups.get(key);
    if (group) group.types.push(type);
    else groups.set(key, { constraints, types: [type] });
  }
  return [...groups.values()];
}

/** The models of members that share their constraints: literals become one member, and so do an enum's. */
function memberModels(
  types: readonly Type[],
  occurrence: Occurrence,
  resolver: Resolver,
): readonly TypeModel[] {
  const literals: (string | number | boolean)[] = [];
  const models: TypeModel[] = [];
  const isLiteral = (type: Type): boolean =>
    (type.flags & TypeFlags.Literal) !== 0 && !(type.flags & TypeFlags.EnumLiteral);
  const booleans = types.filter((type) => type.flags & TypeFlags.BooleanLiteral && isLiteral(type));
  const bothBooleans = booleans.length === 2;
  let literalsAt = -1;
  for (const group of groupEnums(types, resolver)) {
    const [type] = group;
    if (!type) continue;
    const value = literalValue(type);
    if (type.flags & (TypeFlags.EnumLiteral | TypeFlags.Enum)) models.push(enumMembersModel(group, resolver));
    else if (bothBooleans && booleans.includes(type)) {
      if (type === booleans[0]) models.push({ kind: "boolean" });
    } else if (isLiteral(type) && value !== undefined) {
      if (literalsAt < 0) literalsAt = models.length;
      literals.push(value);
    } else models.push(resolver.model(type, { place: occurrence.place, keepUndefined: true }));
  }
  if (literalsAt >= 0) models.splice(literalsAt, 0, { kind: "literal", values: literals });
  return models;
}

function joined(models: readonly TypeModel[]): TypeModel {
  const [only] = models;
  return only && models.length === 1 ? only : { kind: "union", members: models };
}

/** The model of several types of which a value has one: literals or an enum where that tells all, else a union. */
export function unionOf(types: readonly Type[], occurrence: Occurrence, resolver: Resolver): TypeModel {
  const absent = TypeFlags.Undefined | TypeFlags.Void;
  const present = types.filter((member) => occurrence.keepUndefined || !(member.flags & absent));
  if (present.length === 0) return { kind: "undefined" };
  const members = present.map((member) => takeConstraints(member, resolver));
  const groups = groupByConstraints(inWrittenOrder(members, occurrence.node, resolver));
  const models = groups.flatMap(({ constraints, types }) => {
    const members = memberModels(types, occurrence, resolver);
    return constraints.length === 0
      ? members
      : [applyConstraints(joined(members), constraints, occurrence.place, resolver)];
  });
  return joined(models);
}
