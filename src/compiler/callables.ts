import { displayPath, isUserModule } from "./files.ts";
import {
  type Checker,
  type EntityName,
  type Node,
  type QualifiedName,
  type SourceFile,
  type TypeNode,
  type TypeSymbol,
  ts,
} from "./session.ts";
import { type Symbols, aliasOf, declarationOf, leftmostName } from "./symbols.ts";

/** What is asked to find a value. */
export interface Finder {
  /** The directory that files and ids are named from. */
  readonly root: string;
  readonly checker: Checker;
  readonly symbols: Symbols;
}

/** How a module gets hold of a value that a type of its names. */
export interface Reference {
  /** Unique in the program. */
  readonly id: string;
  /** The module that declares the value; `undefined` where it is a global. */
  readonly file?: string;
  /** The module of a package, as the user imports it. */
  readonly specifier?: string;
  /** What the value is called where it is declared; empty where only its type is known. */
  readonly local: string;
  /** What it is exported as; `undefined` where it is not. */
  readonly exported?: string;
  /** It is declared inside a function and can be named only there. */
  readonly scoped: boolean;
  /** The way from the declared value to the one that is meant: `["create"]` of `typeof Service.create`. */
  readonly path: readonly string[];
  /** Where a type names the value. */
  readonly place: Node;
  readonly symbol: TypeSymbol;
}

/** The value that `typeof f` names, found through aliases; `undefined` where `node` names no value. */
export function valueNamed(node: TypeNode, symbols: Symbols): EntityName | undefined {
  if (ts.isParenthesizedTypeNode(node)) return valueNamed(node.type, symbols);
  if (ts.isTypeQueryNode(node)) return node.exprName;
  if (ts.isImportTypeNode(node)) return node.isTypeOf ? node.qualifier : undefined;
  if (!ts.isTypeReferenceNode(node) || node.typeArguments) return undefined;
  const symbol = symbols.at(node.typeName);
  const alias = aliasOf(symbol);
  return alias && valueNamed(alias.type, symbols);
}

const { SyntaxKind } = ts;

const scopes: ReadonlySet<number> = new Set([
  SyntaxKind.Block,
  SyntaxKind.ModuleBlock,
  SyntaxKind.CaseBlock,
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionExpression,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.ClassExpression,
  SyntaxKind.ObjectLiteralExpression,
  SyntaxKind.SourceFile,
]);

/** The block, object, class or file in which `declaration` stands. */
function scopeOf(declaration: Node): Node {
  let scope = declaration.parent;
  while (!scopes.has(scope.kind)) scope = scope.parent;
  return scope;
}

/** The name under which its module exports `symbol`. */
function exportedName(symbol: TypeSymbol, file: SourceFile, finder: Finder): string | undefined {
  return exportsOf(file, finder).get(symbol.id);
}

const exportsByFile = new WeakMap<SourceFile, ReadonlyMap<number, string>>();

/** The names that a module exports, by the ids of the symbols that they stand for. */
function exportsOf(file: SourceFile, finder: Finder): ReadonlyMap<number, string> {
  const known = exportsByFile.get(file);
  if (known) return known;
  const { checker, symbols } = finder;
  const module = checker.getSymbolAtLocation(file);
  const exports = module ? checker.getExportsOfModule(module) : [];
  const names = new Map(exports.map((found) => [symbols.resolve(found).id, found.name] as const));
  exportsByFile.set(file, names);
  return names;
}

/** How the module that holds `name` imported it from a package. */
function importedAs(name: EntityName, finder: Finder): Pick<Reference, "specifier" | "exported"> {
  const declaration = finder.symbols.local(leftmostName(name))?.declarations[0]?.resolve();
  let statement: Node | undefined = declaration;
  while (statement && !ts.isImportDeclaration(statement)) statement = statement.parent;
  if (!declaration || !statement || !ts.isStringLiteral(statement.moduleSpecifier)) return {};
  const specifier = statement.moduleSpecifier.text;
  if (ts.isNamespaceImport(declaration)) return { specifier, exported: "*" };
  if (!ts.isImportSpecifier(declaration)) return { specifier, exported: "default" };
  return { specifier, exported: (declaration.propertyName ?? declaration.name).text };
}

function namesAfterFirst(name: EntityName): readonly string[] {
  return ts.isQualifiedName(name) ? [...namesAfterFirst(name.left), name.right.text] : [];
}

/** Finds how to reach the value `name`; `undefined` where TypeScript does not know it either. */
export function referenceTo(name: EntityName, finder: Finder): Reference | undefined {
  if (ts.isQualifiedName(name) && !isFile(name.left, finder)) return memberReference(name, finder);
  const symbol = finder.symbols.at(name);
  const declaration = symbol && declarationOf(symbol);
  if (!declaration) return undefined;
  const file = declaration.getSourceFile();
  if (!isUserModule(file.fileName)) return foreignReference(name, symbol, file, finder);
  const scope = scopeOf(declaration);
  const scoped = scope.kind !== SyntaxKind.SourceFile;
  const exported = scoped ? undefined : exportedName(symbol, file, finder);
  const local = localName(declaration, symbol);
  const id = `${displayPath(finder.root, file.fileName)}#${local}${scoped ? `@${declaration.pos}` : ""}`;
  const found = { id, file: file.fileName, local, scoped, path: [], place: name, symbol };
  return exported === undefined ? found : { ...found, exported };
}

/** `name` stands for a whole module, whose exports can be imported one by one. */
function isFile(name: EntityName, { symbols }: Finder): boolean {
  const symbol = symbols.at(name);
  const declaration = symbol && declarationOf(symbol);
  return declaration !== undefined && ts.isSourceFile(declaration);
}

/** A member is reached through what it belongs to: where it is declared may be a type, which is nothing when the program runs. */
function memberReference({ left, right }: QualifiedName, finder: Finder): Reference | undefined {
  const owner = referenceTo(left, finder);
  return owner && { ...owner, id: `${owner.id}.${right.text}`, path: [...owner.path, right.text] };
}

/** `export default function getDb` is `getDb` in its own module. */
function localName(declaration: Node, symbol: TypeSymbol): string {
  const named = "name" in declaration ? declaration.name : undefined;
  const node = named as Node | undefined;
  return node && ts.isIdentifier(node) ? node.text : symbol.name;
}

function foreignReference(name: EntityName, symbol: TypeSymbol, file: SourceFile, finder: Finder): Reference {
  const { specifier, exported } = importedAs(name, finder);
  const local = leftmostName(name).getText();
  const found = { local, scoped: false, path: namesAfterFirst(name), place: name, symbol };
  const root = exported === "*" ? [] : [exported ?? local];
  const text = [...root, ...found.path].join(".");
  if (specifier === undefined || exported === undefined) return { ...found, id: text };
  const from = specifier.startsWith(".") ? displayPath(finder.root, file.fileName) : specifier;
  return { ...found, id: `${from}#${text}`, file: name.getSourceFile().fileName, specifier, exported };
}
