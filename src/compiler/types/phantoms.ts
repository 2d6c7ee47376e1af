import { isOurs } from "../files.ts";
import { type Type, ts } from "../session.ts";
import type { Resolver } from "./resolver.ts";

/** A type with the constraints that `Field<…>` has put on it, innermost first. */
export interface Constrained {
  readonly type: Type;
  readonly constraints: readonly Type[];
}

/** The property that carries the constraints is keyed by a unique symbol, which has a name of this form. */
const metaName = /^__@meta@/;

const metas = new WeakMap<Type, Type | undefined>();

/** The type `M` of the phantom `{ readonly [meta]?: M }` that `Field` intersects with; `undefined` for any other type. */
function metaOf(type: Type, resolver: Resolver): Type | undefined {
  if (!type.isObjectType()) return undefined;
  if (!metas.has(type)) metas.set(type, readMeta(type, resolver));
  return metas.get(type);
}

function readMeta(type: Type, resolver: Resolver): Type | undefined {
  const declaration = type.getSymbol()?.declarations[0];
  if (!declaration || !isOurs(declaration.path)) return undefined;
  const [property, ...others] = resolver.checker.getPropertiesOfType(type);
  if (!property || others.length > 0 || !metaName.test(property.escapedName)) return undefined;
  const meta = resolver.checker.getTypeOfSymbol(property);
  const isPresent = (member: Type): boolean => (member.flags & ts.TypeFlags.Undefined) === 0;
  return meta && resolver.symbols.members(meta).find(isPresent);
}

/** Takes the constraints of `Field<…>` off a type. Several other parts stay the intersection that they were. */
export function takeConstraints(type: Type, resolver: Resolver): Constrained {
  if (!type.isIntersectionType()) return { type, constraints: [] };
  const parts = resolver.symbols.parts(type).map((part) => ({ part, meta: metaOf(part, resolver) }));
  const bare = parts.filter(({ meta }) => meta === undefined).map(({ part }) => part);
  const constraints = parts.map(({ meta }) => meta).filter((meta) => meta !== undefined);
  const [only] = bare;
  return { type: only && bare.length === 1 ? only : (primitiveOf(bare) ?? type), constraints };
}

/** A branded primitive, `string & { readonly brand: "Email" }`, is the primitive. */
function primitiveOf(parts: readonly Type[]): Type | undefined {
  return parts.find((part) => (part.flags & ts.TypeFlags.Primitive) !== 0);
}

/** The constraint says that a number is whole, as `Int`'s does. */
export function saysInteger(meta: Type, resolver: Resolver): boolean {
  return resolver.checker.getPropertyOfType(meta, "type") !== undefined;
}
