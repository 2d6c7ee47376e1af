import type { TypeModel } from "../../contract/type-model.ts";
import { type Type, ts } from "../session.ts";
import { applyChecks } from "./checks.ts";
import { applyConstraints } from "./fields.ts";
import { enumMembersModel, groupEnums, literalValue } from "./literals.ts";
import { takePhantoms } from "./phantoms.ts";
import type { Occurrence, Resolver } from "./resolver.ts";
import { type Member, inWrittenOrder } from "./written-order.ts";

const { TypeFlags } = ts;

/** The model of some members of a union, and the place of the first of them. */
interface Placed {
  readonly model: TypeModel;
  readonly at: number;
}

/** `Field<A | B, M>` and `Check<A | B, F>` spread over the members of a union; here they come together again. */
function groupByPhantoms(members: readonly Member[]): readonly (readonly Member[])[] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = [...member.constraints, ...member.checks].map((carried) => carried.id).join();
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups.values()];
}

/** The models of members that share their constraints: literals become one member, and so do an enum's. */
function memberModels(
  members: readonly Member[],
  occurrence: Occurrence,
  resolver: Resolver,
): readonly Placed[] {
  const types = members.map(({ type }) => type);
  const literals: (string | number | boolean)[] = [];
  const models: Placed[] = [];
  const isLiteral = (type: Type): boolean =>
    (type.flags & TypeFlags.Literal) !== 0 && !(type.flags & TypeFlags.EnumLiteral);
  const booleans = types.filter((type) => type.flags & TypeFlags.BooleanLiteral && isLiteral(type));
  const bothBooleans = booleans.length === 2;
  let literalsAt = -1;
  for (const group of groupEnums(types, resolver)) {
    const [type] = group;
    if (!type) continue;
    const at = types.indexOf(type);
    const value = literalValue(type);
    if (type.flags & (TypeFlags.EnumLiteral | TypeFlags.Enum)) {
      models.push({ model: enumMembersModel(group, resolver), at });
    } else if (bothBooleans && booleans.includes(type)) {
      if (type === booleans[0]) models.push({ model: { kind: "boolean" }, at });
    } else if (isLiteral(type) && value !== undefined) {
      if (literalsAt < 0) literalsAt = at;
      literals.push(value);
    } else {
      const own = { place: occurrence.place, node: members[at]?.node, keepUndefined: true };
      models.push({ model: resolver.model(type, own), at });
    }
  }
  return literalsAt < 0
    ? models
    : [...models, { model: { kind: "literal", values: literals }, at: literalsAt }];
}

/** The members in the order of their places, as one model. */
function joined(placed: readonly Placed[]): TypeModel {
  const models = placed.toSorted((left, right) => left.at - right.at).map(({ model }) => model);
  const [only] = models;
  return only && models.length === 1 ? only : { kind: "union", members: models };
}

/** The model of several types of which a value has one: literals or an enum where that tells all, else a union. */
export function unionOf(types: readonly Type[], occurrence: Occurrence, resolver: Resolver): TypeModel {
  const absent = TypeFlags.Undefined | TypeFlags.Void;
  const present = types.filter((member) => occurrence.keepUndefined || !(member.flags & absent));
  if (present.length === 0) return { kind: "undefined" };
  const bare = present.map((member) => takePhantoms(member, resolver));
  const members = inWrittenOrder(bare, occurrence.node, resolver);
  const placed = groupByPhantoms(members).flatMap((group): readonly Placed[] => {
    const [first] = group;
    if (!first) return [];
    const { constraints, checks } = first;
    const start = members.indexOf(first);
    const models = memberModels(group, occurrence, resolver);
    const apart = models.map(({ model, at }) => ({ model, at: members.indexOf(group[at] ?? first) }));
    if (constraints.length + checks.length === 0) return apart;
    const checked = applyChecks(joined(models), checks, occurrence, resolver);
    return [{ model: applyConstraints(checked, constraints, occurrence.place, resolver), at: start }];
  });
  return joined(placed);
}
