import { isLibrary } from "./files.ts";
import {
  type Checker,
  type EntityName,
  type IndexInfo,
  type Node,
  type Type,
  type TypeAliasDeclaration,
  type TypeNode,
  type TypeSymbol,
  type UnionOrIntersectionType,
  ts,
} from "./session.ts";

/** Answers about symbols, each asked of TypeScript's process once; questions known beforehand are asked together. */
export class Symbols {
  readonly #checker: Checker;
  readonly #atNode = new Map<Node, TypeSymbol | undefined>();
  readonly #aliased = new Map<number, TypeSymbol>();
  readonly #types = new Map<number, Type | undefined>();
  readonly #written = new Map<TypeNode, Type | undefined>();
  readonly #globals = new Map<string, number | undefined>();
  readonly #arguments = new Map<number, readonly Type[]>();
  readonly #members = new Map<number, readonly Type[]>();
  readonly #bases = new Map<number, readonly Type[]>();
  readonly #isIndexed = new Map<number, boolean>();

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  /** Asks for the symbols of many names in one question. */
  prefetch(nodes: readonly Node[]): void {
    const names = nodes.map(rightmostName).filter((node) => !this.#atNode.has(node));
    if (names.length === 0) return;
    const symbols = this.#checker.getSymbolAtLocation(names);
    names.forEach((name, index) => this.#atNode.set(name, symbols[index]));
  }

  /** The symbol that a name stands for, imports followed to where it is declared. */
  at(node: Node): TypeSymbol | undefined {
    this.prefetch([node]);
    const symbol = this.#atNode.get(rightmostName(node));
    return symbol && this.resolve(symbol);
  }

  /** The symbol that a name stands for in its own module: the import itself where it is imported. */
  local(node: Node): TypeSymbol | undefined {
    this.prefetch([node]);
    return this.#atNode.get(rightmostName(node));
  }

  /** `symbol`, or what it is an import or export of. */
  resolve(symbol: TypeSymbol): TypeSymbol {
    if (!(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
    const known = this.#aliased.get(symbol.id);
    if (known) return known;
    const target = this.#checker.getAliasedSymbol(symbol);
    this.#aliased.set(symbol.id, target);
    return target;
  }

  /** The type that a node in type position stands for. */
  written(node: TypeNode): Type | undefined {
    if (!this.#written.has(node)) this.#written.set(node, this.#checker.getTypeFromTypeNode(node));
    return this.#written.get(node);
  }

  /** The type of a value. */
  typeOf(symbol: TypeSymbol): Type | undefined {
    if (!this.#types.has(symbol.id)) this.#types.set(symbol.id, this.#checker.getTypeOfSymbol(symbol));
    return this.#types.get(symbol.id);
  }

  /** The type is the platform's own one of that name, not a user's namesake. */
  isGlobal(symbol: TypeSymbol): boolean {
    if (!symbol.declarations.every((declaration) => isLibrary(declaration.path))) return false;
    if (!this.#globals.has(symbol.name)) {
      const global = this.#checker.resolveName(symbol.name, ts.SymbolFlags.Type);
      this.#globals.set(symbol.name, global?.id);
    }
    return this.#globals.get(symbol.name) === symbol.id;
  }

  /** The name of the platform's type that `type` is an instance of, such as `Date` or `AsyncGenerator`. */
  globalName(type: Type): string | undefined {
    if (!type.isObjectType()) return undefined;
    const symbol = type.getSymbol();
    return symbol && this.isGlobal(symbol) ? symbol.name : undefined;
  }

  /** The type arguments of a reference such as `Map<K, V>`; empty for any other type. */
  typeArguments(type: Type): readonly Type[] {
    if (!type.isTypeReference()) return [];
    const known = this.#arguments.get(type.id);
    if (known) return known;
    const found = this.#checker.getTypeArguments(type);
    this.#arguments.set(type.id, found);
    return found;
  }

  /** What an interface or a class extends; nothing for any other type. */
  bases(type: Type): readonly Type[] {
    const target = type.isTypeReference() ? type.getTarget() : type;
    if (!target.isClassOrInterface()) return [];
    const known = this.#bases.get(target.id);
    if (known) return known;
    const found = this.#checker.getBaseTypes(target) ?? [];
    this.#bases.set(target.id, found);
    return found;
  }

  /**
   * The index signature of an object type, where its declaration may have one; an instance of a generic type is asked only where
   * the generic one has some.
   */
  indexOf(type: Type): IndexInfo | undefined {
    if (declaresNoIndex(type)) return undefined;
    const target = type.isTypeReference() ? type.getTarget() : type;
    if (target === type) return this.#checker.getIndexInfosOfType(type)[0];
    const isIndexed = this.#isIndexed.get(target.id) ?? this.#checker.getIndexInfosOfType(target).length > 0;
    this.#isIndexed.set(target.id, isIndexed);
    return isIndexed ? this.#checker.getIndexInfosOfType(type)[0] : undefined;
  }

  /** The members of a union; any other type is its own only member. */
  members(type: Type): readonly Type[] {
    return type.isUnionType() ? this.parts(type) : [type];
  }

  /** The types that a union or an intersection joins. */
  parts(type: UnionOrIntersectionType): readonly Type[] {
    const known = this.#members.get(type.id);
    if (known) return known;
    const found = type.getTypes();
    this.#members.set(type.id, found);
    return found;
  }
}

/** The type is declared in full, without an index signature: what is mapped or extended must be asked. */
function declaresNoIndex(type: Type): boolean {
  const declarations = type.getSymbol()?.declarations ?? [];
  return declarations.length > 0 && declarations.every((handle) => isWholeWithoutIndex(handle.resolve()));
}

function isWholeWithoutIndex(declaration: Node | undefined): boolean {
  if (!declaration) return false;
  const isInterface = ts.isInterfaceDeclaration(declaration);
  if (!isInterface && !ts.isTypeLiteralNode(declaration)) return false;
  if (isInterface && declaration.heritageClauses) return false;
  return !Array.from(declaration.members).some(ts.isIndexSignatureDeclaration);
}

/** The name that a symbol is asked for at: `c` of `a.b.c`. */
export function rightmostName(node: Node): Node {
  if (ts.isQualifiedName(node)) return node.right;
  if (ts.isPropertyAccessExpression(node)) return node.name;
  return node;
}

/** The name that must be in scope for `node` to have a meaning: `a` of `a.b.c`. */
export function leftmostName(node: EntityName): Node {
  return ts.isQualifiedName(node) ? leftmostName(node.left) : node;
}

const typeKinds: ReadonlySet<number> = new Set([
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.EnumDeclaration,
  ts.SyntaxKind.TypeParameter,
]);

/** The node that declares the type `symbol`, which may be the name of a value too, as with zod's schemas. */
export function typeDeclarationOf(symbol: TypeSymbol): Node | undefined {
  const handle = symbol.declarations.find(({ kind }) => typeKinds.has(kind)) ?? symbol.declarations[0];
  return handle?.resolve();
}

/** The alias that a symbol is declared as; `undefined` for any other kind of type. */
export function aliasOf(symbol: TypeSymbol | undefined): TypeAliasDeclaration | undefined {
  if (!symbol || !(symbol.flags & ts.SymbolFlags.TypeAlias)) return undefined;
  const declaration = typeDeclarationOf(symbol);
  return declaration && ts.isTypeAliasDeclaration(declaration) ? declaration : undefined;
}

/** The node that declares `symbol`; for a value, the one that makes the value. */
export function declarationOf(symbol: TypeSymbol): Node | undefined {
  return (symbol.valueDeclaration ?? symbol.declarations[0])?.resolve();
}

/** The type that a property or parameter was declared with. */
export function typeNodeOf(declaration: Node | undefined): TypeNode | undefined {
  if (!declaration) return undefined;
  const typed =
    ts.isPropertySignatureDeclaration(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isParameterDeclaration(declaration) ||
    ts.isGetAccessorDeclaration(declaration);
  return typed ? declaration.type : undefined;
}
