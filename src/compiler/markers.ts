import type { Source } from "../contract/signature.ts";
import { isOurs } from "./files.ts";
import { commentOf, tagText } from "./jsdoc.ts";
import {
  type ImportTypeNode,
  type Node,
  type TypeAliasDeclaration,
  type TypeNode,
  type TypeReferenceNode,
  type TypeSymbol,
  ts,
} from "./session.ts";
import { type Symbols, aliasOf, typeDeclarationOf } from "./symbols.ts";

/** A marker such as `Query<T, { maxLength: 50 }>` on a parameter's type. */
export interface Marker {
  readonly source: Source;
  /** The type arguments as written; what an alias is given stands for its type parameters. */
  readonly parameters: readonly TypeNode[];
}

/** What type parameters of the aliases on the way stand for, by name. */
type Bindings = ReadonlyMap<string, TypeNode>;

const sources: ReadonlySet<string> = new Set<Source>([
  "path",
  "query",
  "header",
  "lastEventId",
  "cookie",
  "body",
  "form",
  "file",
  "parts",
  "dependency",
  "request",
  "reply",
  "signal",
  "connection",
  "state",
  "background",
  "websocket",
  "scopes",
]);

function isSource(text: string | undefined): text is Source {
  return text !== undefined && sources.has(text);
}

/** The source that a declaration of Millrace's own names with `@source`. */
export function sourceOf(symbol: TypeSymbol): Source | undefined {
  if (!symbol.declarations.some((declaration) => isOurs(declaration.path))) return undefined;
  const declaration = typeDeclarationOf(symbol);
  const tag = declaration && tagText(commentOf(declaration), "source");
  return isSource(tag) ? tag : undefined;
}

/** The name in a reference to a type: `Query`, `millrace.Query`, or `Query` of `import("millrace").Query`. */
export function referencedName(node: TypeReferenceNode | ImportTypeNode): Node | undefined {
  return ts.isTypeReferenceNode(node) ? node.typeName : node.qualifier;
}

function substitute(node: TypeNode, bindings: Bindings): TypeNode {
  if (!ts.isTypeReferenceNode(node) || node.typeArguments || !ts.isIdentifier(node.typeName)) return node;
  return bindings.get(node.typeName.text) ?? node;
}

function bind(declaration: TypeAliasDeclaration, given: readonly TypeNode[]): Bindings {
  const bindings = new Map<string, TypeNode>();
  for (const [index, parameter] of Array.from(declaration.typeParameters ?? []).entries()) {
    const node = given[index] ?? parameter.defaultType;
    if (node) bindings.set(parameter.name.text, node);
  }
  return bindings;
}

/** The marker that `node` reaches through aliases, modules and `| undefined`; `undefined` where it reaches none. */
export function findMarker(
  node: TypeNode,
  symbols: Symbols,
  bindings: Bindings = new Map(),
): Marker | undefined {
  if (ts.isParenthesizedTypeNode(node)) return findMarker(node.type, symbols, bindings);
  if (ts.isUnionTypeNode(node)) {
    const found = Array.from(node.types, (member) => findMarker(member, symbols, bindings));
    return found.find((marker) => marker !== undefined);
  }
  if (!ts.isTypeReferenceNode(node) && !ts.isImportTypeNode(node)) return undefined;
  const name = referencedName(node);
  const symbol = name && symbols.at(name);
  if (!symbol || !(symbol.flags & ts.SymbolFlags.TypeAlias)) return undefined;
  const given = Array.from(node.typeArguments ?? [], (argument) => substitute(argument, bindings));
  const source = sourceOf(symbol);
  if (source) return { source, parameters: given };
  const declaration = aliasOf(symbol);
  if (!declaration) return undefined;
  return findMarker(declaration.type, symbols, bind(declaration, given));
}
