import { displayPath, isLibrary, isOurs } from "../files.ts";
import { type Type, type TypeSymbol, ts } from "../session.ts";
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

/** The name of `type`: of the alias it was made by, or of its interface, class or enum; `undefined` where it has none. */
export function typeName(type: Type, resolver: Resolver): TypeName | undefined {
  const alias = type.getAliasSymbol();
  if (alias && isNameable(alias)) return namedBy(alias, type.getAliasTypeArguments(), resolver);
  const symbol = type.getSymbol();
  const declares = ts.SymbolFlags.Interface | ts.SymbolFlags.Class | ts.SymbolFlags.Enum;
  if (!symbol || !(symbol.flags & declares) || !isNameable(symbol)) return undefined;
  return namedBy(symbol, resolver.symbols.typeArguments(type), resolver);
}

/** `Page<Item>` is `Page_Item_` in a document, as FastAPI calls `Page[Item]`. */
export function namedBy(symbol: TypeSymbol, parameters: readonly Type[], resolver: Resolver): TypeName {
  const own = ownName(symbol) ?? symbol.name;
  const parts = parameters.filter((type) => !isThis(type)).map((type) => argumentName(type, resolver));
  const list = (names: readonly string[], open: string, close: string): string =>
    names.length === 0 ? "" : `${open}${names.join(", ")}${close}`;
  const short =
    own +
    list(
      parts.map((part) => part.name),
      "[",
      "]",
    );
  const full =
    own +
    list(
      parts.map((part) => part.id),
      "<",
      ">",
    );
  return {
    id: `${displayPath(resolver.root, symbol.declarations[0]?.path ?? "")}#${full}`,
    name: short.replace(/[^\p{L}\p{N}._-]/gu, "_"),
    symbol,
  };
}

/** A class or interface has a hidden last type argument, which stands for `this`. */
function isThis(type: Type): boolean {
  return type.isTypeParameter() && type.isThisType === true;
}

function argumentName(type: Type, resolver: Resolver): { readonly id: string; readonly name: string } {
  const named = typeName(type, resolver);
  if (named) return named;
  const text = resolver.checker.typeToString(type);
  return { id: text, name: text };
}
