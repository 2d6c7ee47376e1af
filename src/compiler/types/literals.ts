import type { Json, TypeModel } from "../../contract/type-model.ts";
import { type Type, ts } from "../session.ts";
import { typeName } from "./names.ts";
import type { Resolver } from "./resolver.ts";

/** The value of a literal type; a bigint's as its digits. */
export function literalValue(type: Type): string | number | boolean | undefined {
  if (!type.isLiteralType()) return undefined;
  return typeof type.value === "bigint" ? String(type.value) : type.value;
}

function numericEnum(type: Type): boolean {
  return (type.flags & ts.TypeFlags.Enum) !== 0;
}

/** The model of an `enum`, or of one of its members; `undefined` for any other type. */
export function enumModel(type: Type, resolver: Resolver): TypeModel | undefined {
  if (!(type.flags & (ts.TypeFlags.EnumLiteral | ts.TypeFlags.Enum))) return undefined;
  const whole = resolver.checker.getBaseTypeOfLiteralType(type) ?? type;
  const value = literalValue(type);
  if (whole.id !== type.id && value !== undefined) return { kind: "literal", values: [value] };
  const name = typeName(whole, resolver);
  const build = (): TypeModel => ({ kind: "enum", values: enumValues(whole, resolver) });
  return name ? resolver.defined(name, build) : build();
}

function enumValues(type: Type, resolver: Resolver): (string | number)[] {
  if (numericEnum(type)) return constantsOf(type, resolver);
  const values = resolver.symbols.members(type).map(literalValue);
  return [...new Set(values.filter((value) => typeof value === "string" || typeof value === "number"))];
}

/** A member that is computed has no type of its own, but may still be a constant. */
function constantsOf(type: Type, resolver: Resolver): (string | number)[] {
  const declaration = type.getSymbol()?.valueDeclaration?.resolve();
  if (!declaration || !ts.isEnumDeclaration(declaration)) return [];
  const values = Array.from(declaration.members, (member) => resolver.checker.getConstantValue(member));
  return values.filter((value) => value !== undefined);
}

/** A union's literal members that belong to no enum, and the enums that its other literals make up. */
export function groupEnums(types: readonly Type[], resolver: Resolver): readonly (readonly Type[])[] {
  const groups = new Map<number, Type[]>();
  for (const type of types) {
    const isMember = (type.flags & ts.TypeFlags.EnumLiteral) !== 0;
    const key = isMember ? (resolver.checker.getBaseTypeOfLiteralType(type)?.id ?? type.id) : type.id;
    groups.set(key, [...(groups.get(key) ?? []), type]);
  }
  return [...groups.values()];
}

/** The model of some members of one enum: the enum itself where they are all of them. */
export function enumMembersModel(members: readonly Type[], resolver: Resolver): TypeModel {
  const [first] = members;
  const whole = first && resolver.checker.getBaseTypeOfLiteralType(first);
  if (whole && resolver.symbols.members(whole).length === members.length) {
    const model = enumModel(whole, resolver);
    if (model) return model;
  }
  return { kind: "literal", values: members.map(literalValue).filter((value) => value !== undefined) };
}

/** The one value of a type made of literals only, such as `{ minLength: 1 }`; `undefined` where there are many. */
export function jsonOf(type: Type, resolver: Pick<Resolver, "checker" | "symbols">): Json | undefined {
  const literal = literalValue(type);
  if (literal !== undefined) return literal;
  if (type.flags & ts.TypeFlags.Null) return null;
  if (!type.isObjectType()) return undefined;
  if (isTuple(type)) {
    const items = resolver.symbols.typeArguments(type).map((item) => jsonOf(item, resolver));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (type.isTypeReference() && resolver.symbols.typeArguments(type).length > 0) return undefined;
  const properties = resolver.checker.getPropertiesOfType(type);
  const types = resolver.checker.getTypeOfSymbol(properties);
  const value: Record<string, Json> = {};
  for (const [index, property] of properties.entries()) {
    const part = types[index] && jsonOf(types[index], resolver);
    if (part === undefined) return undefined;
    value[property.name] = part;
  }
  return value;
}

/** `type` is a tuple such as `[string, number?]`. */
export function isTuple(type: Type): boolean {
  if (!type.isTypeReference()) return false;
  const target = type.getTarget();
  return target.isObjectType() && (target.objectFlags & ts.ObjectFlags.Tuple) !== 0;
}
