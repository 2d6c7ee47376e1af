import { isOurs } from "../files.ts";
import { type Type, type TypeNode, ts } from "../session.ts";
import { aliasOf } from "../symbols.ts";
import type { Resolver } from "./resolver.ts";

/** A type with what `Field<…>` and `Check<…>` have put on it, innermost first. */
export interface Constrained {
  readonly type: Type;
  /** The second arguments of `Field`. */
  readonly constraints: readonly Type[];
  /** The types of the functions that `Check` names. */
  readonly checks: readonly Type[];
}

/** What a phantom carries: the `M` of `Field<T, M>`, or the `F` of `Check<T, F>`. */
interface Phantom {
  readonly word: "meta" | "check";
  readonly carried: Type;
}

/** The property of a phantom is keyed by a unique symbol, which has a name of this form. */
const phantomName = /^__@(meta|check)@/;

const phantoms = new WeakMap<Type, Phantom | undefined>();

/** The phantom `{ readonly [meta]?: M }` that `Field` intersects with, or `Check`'s; `undefined` for any other type. */
function phantomOf(type: Type, resolver: Resolver): Phantom | undefined {
  if (!type.isObjectType()) return undefined;
  if (!phantoms.has(type)) phantoms.set(type, readPhantom(type, resolver));
  return phantoms.get(type);
}

function readPhantom(type: Type, resolver: Resolver): Phantom | undefined {
  const declaration = type.getSymbol()?.declarations[0];
  if (!declaration || !isOurs(declaration.path)) return undefined;
  const [property, ...others] = resolver.checker.getPropertiesOfType(type);
  const word = phantomName.exec(property?.escapedName ?? "")?.[1];
  if (!property || others.length > 0 || (word !== "meta" && word !== "check")) return undefined;
  const whole = resolver.checker.getTypeOfSymbol(property);
  const isPresent = (member: Type): boolean => (member.flags & ts.TypeFlags.Undefined) === 0;
  const carried = whole && resolver.symbols.members(whole).find(isPresent);
  return carried && { word, carried };
}

/** Takes the phantoms of `Field<…>` and `Check<…>` off a type. Several other parts stay the intersection that they were. */
export function takePhantoms(type: Type, resolver: Resolver): Constrained {
  if (!type.isIntersectionType()) return { type, constraints: [], checks: [] };
  const bare: Type[] = [];
  const carried = { meta: new Array<Type>(), check: new Array<Type>() };
  for (const part of resolver.symbols.parts(type)) {
    const phantom = phantomOf(part, resolver);
    if (phantom) carried[phantom.word].push(phantom.carried);
    else bare.push(part);
  }
  const [only] = bare;
  const inner = only && bare.length === 1 ? only : (primitiveOf(bare) ?? type);
  return { type: inner, constraints: carried.meta, checks: carried.check };
}

/** The node of what `Field<T, …>` or `Check<T, …>` speaks of, through aliases; any other node as it is. */
export function spokenOf(node: TypeNode | undefined, resolver: Resolver): TypeNode | undefined {
  if (!node) return undefined;
  if (ts.isParenthesizedTypeNode(node)) return spokenOf(node.type, resolver);
  if (!ts.isTypeReferenceNode(node)) return node;
  const symbol = resolver.symbols.at(node.typeName);
  const isOurOwn = symbol?.declarations.some((declaration) => isOurs(declaration.path)) === true;
  const [inner] = node.typeArguments ?? [];
  if (inner) return isOurOwn ? spokenOf(inner, resolver) : node;
  const alias = isOurOwn ? undefined : aliasOf(symbol);
  const target = spokenOf(alias?.type, resolver);
  return target && target !== alias?.type ? target : node;
}

/** A branded primitive, `string & { readonly brand: "Email" }`, is the primitive. */
function primitiveOf(parts: readonly Type[]): Type | undefined {
  return parts.find((part) => (part.flags & ts.TypeFlags.Primitive) !== 0);
}

/** The constraint says that a number is whole, as `Int`'s does. */
export function saysInteger(meta: Type, resolver: Resolver): boolean {
  return resolver.checker.getPropertyOfType(meta, "type") !== undefined;
}
