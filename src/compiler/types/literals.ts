import type { Json, TypeModel } from "../../contract/type-model.ts";
import { type Type, type TypeSymbol, ts } from "../session.ts";
import { jsonOfNode } from "./literal-nodes.ts";
import { namedBy } from "./names.ts";
import type { Resolver } from "./resolver.ts";

/** The value of a literal type; a bigint's as its digits. */
export function literalValue(type: Type): string | number | boolean | undefined {
  if (!type.isLiteralType()) return undefined;
  return typeof type.value === "bigint" ? String(type.value) : type.value;
}

/** The enum that a type is, or is a member of; an enum of one member is that member. */
function enumSymbol(type: Type): TypeSymbol | undefined {
  const symbol = type.getSymbol();
  return symbol && symbol.flags & ts.SymbolFlags.EnumMember ? symbol.getParent() : symbol;
}

/** The model of an `enum`, or of one of its members; `undefined` for any other type. */
export function enumModel(type: Type, resolver: Resolver): TypeModel | undefined {
  if (!(type.flags & (ts.TypeFlags.EnumLiteral | ts.TypeFlags.Enum))) return undefined;
  const whole = resolver.checker.getBaseTypeOfLiteralType(type) ?? type;
  const value = literalValue(type);
  if (whole.id !== type.id && value !== undefined) return { kind: "literal", values: [value] };
  const symbol = enumSymbol(whole);
  if (!symbol) return { kind: "number" };
  return resolver.defined(namedBy(symbol, [], resolver), () => constantsModel(symbol, resolver));
}

/** The values in the order of the declaration; where one is computed, any number is as good. */
function constantsModel(symbol: TypeSymbol, resolver: Resolver): TypeModel {
  const members = symbol.declarations.flatMap((handle) => {
    const declaration = handle.resolve();
    return declaration && ts.isEnumDeclaration(declaration) ? Array.from(declaration.members) : [];
  });
  const values = members.map((member) => resolver.checker.getConstantValue(member));
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? { kind: "number" } : { kind: "enum", values: [...new Set(known)] };
}

/** A union's literal members that belong to no enum, and the enums that its other literals make up. */
export function groupEnums(types: readonly Type[], resolver: Resolver): readonly (readonly Type[])[] {
  const groups = new Map<number, Type[]>();
  for (const type of types) {
    const isMember = (type.flags & (ts.TypeFlags.EnumLiteral | ts.TypeFlags.Enum)) !== 0;
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
  const written = type.getSymbol()?.declarations[0]?.resolve();
  const local = written && ts.isTypeLiteralNode(written) ? jsonOfNode(written) : undefined;
  if (local !== undefined) return local;
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
