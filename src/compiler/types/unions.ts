import type { TypeModel } from "../../contract/type-model.ts";
import { type Type, ts } from "../session.ts";
import { applyConstraints } from "./fields.ts";
import { enumMembersModel, groupEnums, literalValue } from "./literals.ts";
import { type Constrained, takeConstraints } from "./phantoms.ts";
import type { Occurrence, Resolver } from "./resolver.ts";
import { inWrittenOrder } from "./written-order.ts";

const { TypeFlags } = ts;

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
