import type { Property, TypeModel } from "../../contract/type-model.ts";
import type { Words } from "../constraints.ts";
import { isLibrary } from "../files.ts";
import { literalOf } from "../initializers.ts";
import { commentOf, wordsOf } from "../jsdoc.ts";
import { type Node, type Type, type TypeNode, type TypeSymbol, ts } from "../session.ts";
import { typeNodeOf } from "../symbols.ts";
import { listModel } from "./lists.ts";
import { platformModel } from "./platform.ts";
import type { Occurrence, Resolver } from "./resolver.ts";

const { SymbolFlags, SyntaxKind, TypeFlags } = ts;

/** The type is called, not sent: a function, a method, or a class itself. */
function isCallable(type: Type): boolean {
  const symbol = type.getSymbol();
  if (!symbol) return false;
  if (symbol.flags & (SymbolFlags.Function | SymbolFlags.Method)) return true;
  const declaration = symbol.declarations[0]?.resolve();
  if (!declaration) return false;
  if (symbol.flags & SymbolFlags.Class) return !type.isClassOrInterface() && !type.isTypeReference();
  return callableKinds.has(declaration.kind) || declaresCall(declaration);
}

const callableKinds: ReadonlySet<number> = new Set([
  SyntaxKind.FunctionType,
  SyntaxKind.ConstructorType,
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionExpression,
  SyntaxKind.CallSignature,
  SyntaxKind.MethodSignature,
]);

function declaresCall(declaration: Node): boolean {
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isTypeLiteralNode(declaration)) return false;
  return Array.from(declaration.members).some(
    (member) => ts.isCallSignatureDeclaration(member) || ts.isConstructSignatureDeclaration(member),
  );
}

const hidden: ReadonlySet<number> = new Set([SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword]);

function isHidden(declaration: Node | undefined): boolean {
  if (!declaration || !("modifiers" in declaration) || !declaration.modifiers) return false;
  const modifiers: Iterable<Node> = declaration.modifiers as Iterable<Node>;
  return Array.from(modifiers).some((modifier) => hidden.has(modifier.kind));
}

/** A base's properties come first, as in pydantic; TypeScript lists them last. */
function basesFirst(
  type: Type,
  properties: readonly TypeSymbol[],
  resolver: Resolver,
): readonly TypeSymbol[] {
  const bases = resolver.symbols.bases(type);
  if (bases.length === 0) return properties;
  const names = bases
    .flatMap((base) => basesFirst(base, resolver.checker.getPropertiesOfType(base), resolver))
    .map((property) => property.name);
  const order = [...new Set([...names, ...properties.map((property) => property.name)])];
  return properties.toSorted((left, right) => order.indexOf(left.name) - order.indexOf(right.name));
}

/** Data has a name that JSON can have: no method of a class, no private field, no symbol. */
function isData(property: TypeSymbol, ofClass: boolean): boolean {
  if (/^__[@#]/.test(property.escapedName)) return false;
  const methods = ofClass ? SymbolFlags.Method | SymbolFlags.SetAccessor : 0;
  return !(property.flags & methods) || (property.flags & SymbolFlags.GetAccessor) !== 0;
}

/** The initializer of a class's property. */
function initialOf(declaration: Node, resolver: Resolver): Words {
  if (!ts.isPropertyDeclaration(declaration) || !declaration.initializer) return {};
  const value = literalOf(declaration.initializer, resolver);
  return value === undefined ? {} : { default: value };
}

/** A mapped type that makes its properties optional, such as `Partial`. */
function isPartial(type: Type): boolean {
  if (!type.isObjectType() || (type.objectFlags & ts.ObjectFlags.Mapped) === 0) return false;
  const declaration = type.getSymbol()?.declarations[0]?.resolve();
  const mark = declaration && ts.isMappedTypeNode(declaration) ? declaration.questionToken : undefined;
  return mark !== undefined && mark.kind !== SyntaxKind.MinusToken;
}

/** The properties that have no default, so that a change of some does not reset the rest: those that `Partial` made optional. */
function unfilled(type: Type, properties: readonly TypeSymbol[], resolver: Resolver): ReadonlySet<string> {
  const symbols = type.isIntersectionType()
    ? type
        .getTypes()
        .filter(isPartial)
        .flatMap((part) => resolver.checker.getPropertiesOfType(part))
    : properties.filter(() => isPartial(type));
  return new Set(symbols.map((symbol) => symbol.name));
}

/** What is written at a property: its initializer, which is its default where it is written out, and its comment. */
function wordsAt(declaration: Node | undefined, isFilled: boolean, resolver: Resolver): Words {
  if (!declaration) return {};
  const words = { ...initialOf(declaration, resolver), ...wordsOf(commentOf(declaration)) };
  if (!isFilled) delete words["default"];
  return words;
}

/** Where a property is declared, and what is said of it there. */
interface Written {
  readonly declaration: Node | undefined;
  readonly words: Words;
}

function propertyModel(
  symbol: TypeSymbol,
  type: Type,
  { declaration, words }: Written,
  occurrence: Occurrence,
  resolver: Resolver,
): Property {
  const place = declaration ?? occurrence.place;
  const model = resolver.model(type, { place, node: typeNodeOf(declaration) });
  const mayBeUndefined = resolver.symbols
    .members(type)
    .some((member) => (member.flags & TypeFlags.Undefined) !== 0);
  const described = resolver.constrained(model, words, place);
  const isReadBack =
    (symbol.flags & SymbolFlags.GetAccessor) !== 0 && !(symbol.flags & SymbolFlags.SetAccessor);
  const optional =
    isReadBack ||
    (symbol.flags & SymbolFlags.Optional) !== 0 ||
    mayBeUndefined ||
    described.default !== undefined;
  return { name: symbol.name, type: described, optional };
}

function propertyModels(type: Type, occurrence: Occurrence, resolver: Resolver): readonly Property[] {
  const ofClass = ((type.getSymbol()?.flags ?? 0) & SymbolFlags.Class) !== 0;
  const all = basesFirst(type, resolver.checker.getPropertiesOfType(type), resolver);
  const symbols = all.filter((symbol) => isData(symbol, ofClass));
  const types = resolver.checker.getTypeOfSymbol(symbols);
  const declarations = symbols.map((symbol) =>
    (symbol.valueDeclaration ?? symbol.declarations[0])?.resolve(),
  );
  const nodes = declarations.map(typeNodeOf).filter((node) => node !== undefined);
  resolver.symbols.prefetch(nodes.filter(ts.isTypeReferenceNode).map((node) => node.typeName));
  const bare = unfilled(type, symbols, resolver);
  return symbols.flatMap((symbol, index) => {
    const type = types[index];
    const declaration = declarations[index];
    if (!type || isHidden(declaration) || (ofClass && isFunction(type))) return [];
    const words = wordsAt(declaration, !bare.has(symbol.name), resolver);
    return [propertyModel(symbol, type, { declaration, words }, occurrence, resolver)];
  });
}

function isFunction(type: Type): boolean {
  return type.isObjectType() && isCallable(type);
}

/** The model of what an interface or class of the user's extends, where that is a list or a class of the platform. */
function inheritedModel(type: Type, { place }: Occurrence, resolver: Resolver): TypeModel | undefined {
  const declaration = type.getSymbol()?.declarations[0]?.resolve();
  if (!declaration || !("heritageClauses" in declaration) || !declaration.heritageClauses) return undefined;
  const found = resolver.symbols
    .bases(type)
    .map((base) => listModel(base, { place }, resolver) ?? platformModel(base, { place }, resolver));
  return found.find((model) => model !== undefined);
}

/** An object with a `toJSON` that gives text, such as a decimal or an object id, is sent as that text. */
function writtenModel(type: Type, resolver: Resolver): TypeModel | undefined {
  const declaration = type.getSymbol()?.declarations[0]?.resolve();
  const declares =
    declaration && (ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration));
  const members: Iterable<Node> = declares ? declaration.members : [];
  if (!Array.from(members).some(isToJson)) return undefined;
  const symbol = resolver.checker.getPropertyOfType(type, "toJSON");
  const method = symbol && resolver.checker.getTypeOfSymbol(symbol);
  const [signature] = method ? resolver.checker.getSignaturesOfType(method, ts.SignatureKind.Call) : [];
  const written = signature && resolver.checker.getReturnTypeOfSignature(signature);
  return written && written.flags & TypeFlags.String
    ? resolver.sentOnly(type, { kind: "string" })
    : undefined;
}

function isToJson(member: Node): boolean {
  const name = "name" in member ? (member.name as Node | undefined) : undefined;
  return name !== undefined && ts.isIdentifier(name) && name.text === "toJSON";
}

/** The type of the values of an index signature, as written. */
function indexNode(type: Type, { node }: Occurrence): TypeNode | undefined {
  if (node && ts.isTypeReferenceNode(node)) {
    const isRecord = ts.isIdentifier(node.typeName) && node.typeName.text === "Record";
    if (isRecord) return node.typeArguments?.[1];
  }
  const declaration = type.getSymbol()?.declarations[0]?.resolve();
  if (!declaration) return undefined;
  if (ts.isMappedTypeNode(declaration)) return declaration.type;
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isTypeLiteralNode(declaration)) return undefined;
  return Array.from(declaration.members).find(ts.isIndexSignatureDeclaration)?.type;
}

/** The model of an interface, an object type, a class's data or a record; functions and foreign classes are unsupported. */
export function objectModel(type: Type, occurrence: Occurrence, resolver: Resolver): TypeModel {
  const symbol = type.getSymbol();
  const isForeign = symbol?.declarations.some((declaration) => isLibrary(declaration.path)) === true;
  const isMapped = type.isObjectType() && (type.objectFlags & ts.ObjectFlags.Mapped) !== 0;
  if (isCallable(type) || (isForeign && !isMapped && !symbol.name.startsWith("__"))) {
    return resolver.unsupported(type);
  }
  const special = inheritedModel(type, occurrence, resolver) ?? writtenModel(type, resolver);
  if (special) return special;
  const properties = propertyModels(type, occurrence, resolver);
  const index = resolver.symbols.indexOf(type);
  if (!index) return { kind: "object", properties };
  const values = resolver.model(index.valueType, {
    place: occurrence.place,
    node: indexNode(type, occurrence),
  });
  if (properties.length > 0) return { kind: "object", properties, additional: values };
  const anyKey = (index.keyType.flags & TypeFlags.String) !== 0;
  if (anyKey) return { kind: "record", values };
  return { kind: "record", keys: resolver.model(index.keyType, { place: occurrence.place }), values };
}
