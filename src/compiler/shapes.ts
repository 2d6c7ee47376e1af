import { isOurs, mayUseMillrace } from "./files.ts";
import { referencedName } from "./markers.ts";
import { type Node, type TypeNode, ts } from "./session.ts";
import { type Symbols, typeDeclarationOf } from "./symbols.ts";

/** Where in an argument a handler may stand: at its place, as a property, as an element. */
export interface Shape {
  readonly handler: boolean;
  readonly properties: ReadonlyMap<string, Shape>;
  /** As a property of any other name. */
  readonly values?: Shape;
  readonly elements?: Shape;
}

const nothing: Shape = { handler: false, properties: new Map() };
const aHandler: Shape = { handler: true, properties: new Map() };

/** The shape holds no entry position at all. */
export function isEmpty(shape: Shape): boolean {
  return !shape.handler && !hasParts(shape);
}

/** The shape holds entry positions below its own place. */
export function hasParts({ properties, values, elements }: Shape): boolean {
  return properties.size > 0 || values !== undefined || elements !== undefined;
}

function merged(shapes: readonly Shape[]): Shape {
  const full = shapes.filter((shape) => !isEmpty(shape));
  const [only] = full;
  if (!only) return nothing;
  if (full.length === 1) return only;
  const elements = full.map((shape) => shape.elements).filter((shape) => shape !== undefined);
  const values = full.map((shape) => shape.values).filter((shape) => shape !== undefined);
  return {
    handler: full.some((shape) => shape.handler),
    properties: new Map(full.flatMap((shape) => [...shape.properties])),
    ...(values.length > 0 && { values: merged(values) }),
    ...(elements.length > 0 && { elements: merged(elements) }),
  };
}

/** A list's shape: its elements', if they hold anything. */
function listOf(elements: Shape): Shape {
  return isEmpty(elements) ? nothing : { handler: false, properties: new Map(), elements };
}

/** A dictionary's shape: its values', if they hold anything. */
function dictionaryOf(values: Shape): Shape {
  return isEmpty(values) ? nothing : { handler: false, properties: new Map(), values };
}

const lists: ReadonlySet<string> = new Set(["Array", "ReadonlyArray", "Iterable", "Set"]);
const transparent: ReadonlySet<string> = new Set([
  "NonNullable",
  "Omit",
  "Partial",
  "Pick",
  "Readonly",
  "Required",
]);

/** Reads entry positions from the declared types of parameters: a type whose alias is Millrace's `Handler`. */
export class Shapes {
  readonly #symbols: Symbols;
  readonly #known = new Map<Node, Shape>();

  constructor(symbols: Symbols) {
    this.#symbols = symbols;
  }

  /** The shape of what `node` declares. */
  of(node: TypeNode | undefined): Shape {
    if (!node) return nothing;
    if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node)) return this.of(node.type);
    if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) {
      return merged(Array.from(node.types, (member) => this.of(member)));
    }
    if (ts.isArrayTypeNode(node)) return listOf(this.of(node.elementType));
    if (ts.isTupleTypeNode(node))
      return listOf(merged(Array.from(node.elements, (element) => this.of(element))));
    if (ts.isRestTypeNode(node) || ts.isOptionalTypeNode(node)) return this.of(node.type);
    if (ts.isNamedTupleMember(node)) return this.of(node.type);
    if (ts.isTypeLiteralNode(node)) return this.#members(node.members);
    if (ts.isTypeReferenceNode(node) || ts.isImportTypeNode(node)) return this.#referenced(node);
    return nothing;
  }

  #referenced(node: Parameters<typeof referencedName>[0]): Shape {
    return this.#named(referencedName(node), Array.from(node.typeArguments ?? []));
  }

  /** The shape of the type of that name, as of `Partial<RouteOptions>`. */
  #named(name: Node | undefined, parameters: readonly TypeNode[]): Shape {
    const symbol = name && this.#symbols.at(name);
    if (!symbol) return nothing;
    if (lists.has(symbol.name)) return listOf(this.of(parameters[0]));
    if (transparent.has(symbol.name)) return this.of(parameters[0]);
    if (symbol.name === "Record") return dictionaryOf(this.of(parameters[1]));
    const path = symbol.declarations[0]?.path;
    if (path === undefined || !mayUseMillrace(path)) return nothing;
    const declaration = typeDeclarationOf(symbol);
    if (!declaration) return nothing;
    const known = this.#known.get(declaration);
    if (known) return known;
    this.#known.set(declaration, nothing);
    const shape = this.#declared(declaration);
    this.#known.set(declaration, shape);
    return shape;
  }

  #declared(declaration: Node): Shape {
    if (ts.isTypeParameterDeclaration(declaration)) return this.of(declaration.constraint);
    if (ts.isTypeAliasDeclaration(declaration)) {
      const isHandler = declaration.name.text === "Handler" && isOurs(declaration.getSourceFile().fileName);
      return isHandler ? aHandler : this.of(declaration.type);
    }
    if (!ts.isInterfaceDeclaration(declaration)) return nothing;
    const bases = Array.from(declaration.heritageClauses ?? []).flatMap((clause) => Array.from(clause.types));
    return merged([this.#members(declaration.members), ...bases.map((base) => this.#base(base))]);
  }

  /** What stands after `extends`: an expression, or in 7.1 a type. */
  #base(node: Node): Shape {
    if (ts.isTypeReferenceNode(node)) return this.#referenced(node);
    if (!ts.isExpressionWithTypeArguments(node)) return nothing;
    return this.#named(node.expression, Array.from(node.typeArguments ?? []));
  }

  #members(members: Iterable<Node>): Shape {
    const properties = new Map<string, Shape>();
    const others: Shape[] = [];
    for (const member of members) {
      if (ts.isIndexSignatureDeclaration(member)) others.push(dictionaryOf(this.of(member.type)));
      if (!ts.isPropertySignatureDeclaration(member) && !ts.isPropertyDeclaration(member)) continue;
      const shape = this.of(member.type);
      if (!isEmpty(shape)) properties.set(member.name.getText(), shape);
    }
    return merged([{ handler: false, properties }, ...others]);
  }
}
