import type { Definitions } from "../../contract/type-model.ts";
import { isLibrary, isOurs } from "../files.ts";
import { type Type, type TypeSymbol, ts } from "../session.ts";
import { saysInteger, takePhantoms } from "./phantoms.ts";
import type { Resolver, TypeName } from "./resolver.ts";

/** A declaration without a name of its own is called after what it is: `__type`, `__object`, `default`. */
function ownName(symbol: TypeSymbol): string | undefined {
  if (symbol.name === "default") return baseName(symbol.declarations[0]?.path ?? "");
  return symbol.name.startsWith("__") ? undefined : symbol.name;
}

/** The name of a file without folders and extension. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\..*$/, "");
}

function isNameable(symbol: TypeSymbol): boolean {
  const path = symbol.declarations[0]?.path;
  return path !== undefined && !isLibrary(path) && !isOurs(path) && ownName(symbol) !== undefined;
}

const typeNames = new WeakMap<Type, TypeName | undefined>();

/** The name of `type`: of the alias it was made by, or of its interface, class or enum; `undefined` where it has none. */
export function typeName(type: Type, resolver: Resolver): TypeName | undefined {
  if (!typeNames.has(type)) typeNames.set(type, findName(type, resolver));
  return typeNames.get(type);
}

function findName(type: Type, resolver: Resolver): TypeName | undefined {
  const alias = type.getAliasSymbol();
  if (alias && isNameable(alias)) return namedBy(alias, type.getAliasTypeArguments(), resolver);
  const symbol = type.getSymbol();
  const declares = ts.SymbolFlags.Interface | ts.SymbolFlags.Class | ts.SymbolFlags.Enum;
  if (!symbol || !(symbol.flags & declares) || !isNameable(symbol)) return undefined;
  return namedBy(symbol, resolver.symbols.typeArguments(type), resolver);
}

/** `Page<Item>` is `Page_Item_` in a document, as FastAPI calls `Page[Item]`. */
export function namedBy(symbol: TypeSymbol, parameters: readonly Type[], resolver: Resolver): TypeName {
  const parts = parameters.filter((type) => !isThis(type)).map((type) => argumentName(type, resolver));
  const ids = parts.length === 0 ? "" : `<${parts.map((part) => part.id).join(", ")}>`;
  const names = parts.length === 0 ? "" : `[${parts.map((part) => part.name).join(", ")}]`;
  const name = (ownName(symbol) ?? symbol.name) + names;
  const bare = name.replace(/"/g, "").replace(/[^\p{L}\p{N}._-]/gu, "_");
  return { id: resolver.idOf(symbol) + ids, name: bare, symbol };
}

/** A class or interface has a hidden last type argument, which stands for `this`. */
function isThis(type: Type): boolean {
  return type.isTypeParameter() && type.isThisType === true;
}

/** A type argument as it stands in an id, where namesakes must differ, and in a name. */
interface ArgumentName {
  readonly id: string;
  readonly name: string;
}

const argumentNames = new WeakMap<Type, ArgumentName>();

function argumentName(type: Type, resolver: Resolver): ArgumentName {
  const known = argumentNames.get(type);
  if (known) return known;
  const found = findArgumentName(type, resolver);
  argumentNames.set(type, found);
  return found;
}

function findArgumentName(type: Type, resolver: Resolver): ArgumentName {
  const named = typeName(type, resolver);
  if (named) return named;
  const text = resolver.checker.typeToString(type);
  const { type: bare, constraints, checks } = takePhantoms(type, resolver);
  if (bare !== type || checks.length > 0) {
    const isInteger = constraints.some((meta) => saysInteger(meta, resolver));
    const functions = checks.map((check) => check.getSymbol()).filter((symbol) => symbol !== undefined);
    const id = [text, ...functions.map((symbol) => resolver.idOf(symbol))].join(" ");
    const inner = bare === type ? text : argumentName(bare, resolver).name;
    return { id, name: isInteger ? "Int" : inner };
  }
  const isJoined = type.isUnionType() || type.isIntersectionType();
  const parts = isJoined ? resolver.symbols.parts(type) : resolver.symbols.typeArguments(type);
  const isPlain = parts.length === 0 || type.flags & ts.TypeFlags.Boolean;
  if (isPlain) return { id: text, name: text.startsWith("{") ? namelessName(type, resolver) : text };
  const inner = parts.map((part) => argumentName(part, resolver));
  const symbol = type.getSymbol()?.name ?? "";
  const ids = inner.map(({ id }) => id).join(", ");
  const names = inner.map(({ name }) => name);
  if (type.isIntersectionType()) return { id: text, name: names.join("_") };
  const joined = type.isUnionType() ? names.toSorted().join(" | ") : `${symbol}<${names.join(", ")}>`;
  return { id: `${symbol}<${ids}>`, name: symbol === "Array" ? `${names[0]}[]` : joined };
}

/** An object with more properties than this is not called after them. */
const mostNames = 4;

/** What an object type without a name is called: `id_name` for `{ id: Int; name: string }`. */
function namelessName(type: Type, resolver: Resolver): string {
  const names = resolver.checker.getPropertiesOfType(type).map(({ name }) => name);
  return names.length === 0 || names.length > mostNames ? "object" : names.join("_");
}

/** The name of a declaration with the namespaces around it: `Shop.Item`. */
export function qualifiedName(symbol: TypeSymbol): string {
  const parent = symbol.getParent();
  const own = ownName(symbol) ?? symbol.name;
  const isModule = !parent || parent.name.startsWith('"');
  return isModule ? own : `${qualifiedName(parent)}.${own}`;
}

function countNames(definitions: Definitions): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of Object.values(definitions)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** What `const Item = z.object(…)` takes is `Item-Input` beside a type `Item`, as FastAPI calls what differs from it. */
export function schemasApart(definitions: Definitions): Definitions {
  const counts = countNames(definitions);
  const entries = Object.entries(definitions).map(([id, definition]) => {
    const isSchema = definition.type.kind === "standard" && (counts.get(definition.name) ?? 0) > 1;
    return [id, isSchema ? { ...definition, name: `${definition.name}-Input` } : definition] as const;
  });
  return Object.fromEntries(entries);
}
