import type { Result } from "../contract/signature.ts";
import type { Compilation } from "./compilation.ts";
import { isLibrary, isOurs } from "./files.ts";
import { commentOf, tagText } from "./jsdoc.ts";
import { type Node, type Signature, type Type, type TypeNode, ts } from "./session.ts";
import { typeDeclarationOf } from "./symbols.ts";
import { literalValue } from "./types/literals.ts";

const { SymbolFlags, TypeFlags } = ts;

/** The platform's types whose items are sent one by one. */
const sequences: ReadonlySet<string> = new Set([
  "Generator",
  "AsyncGenerator",
  "Iterable",
  "AsyncIterable",
  "Iterator",
  "AsyncIterator",
  "IterableIterator",
  "AsyncIterableIterator",
  "IteratorObject",
  "AsyncIteratorObject",
  "ReadableStream",
]);

const wholes: ReadonlySet<string> = new Set([
  "Array",
  "ReadonlyArray",
  "Map",
  "ReadonlyMap",
  "Set",
  "ReadonlySet",
  "Uint8Array",
  "Buffer",
  "String",
]);

/** What a class of responses says of itself in `@response [media/type] [status]`. */
interface ResponseClass {
  readonly mediaType?: string;
  readonly status?: number;
}

function responseTag(type: Type): ResponseClass | undefined {
  const symbol = type.getSymbol();
  if (!symbol?.declarations.some((declaration) => isOurs(declaration.path))) return undefined;
  const declaration = typeDeclarationOf(symbol);
  const text = declaration && tagText(commentOf(declaration), "response");
  if (text === undefined) return undefined;
  const parts = text.split(/\s+/);
  const mediaType = parts.find((part) => part.includes("/"));
  const status = parts.find((part) => /^\d{3}$/.test(part));
  return {
    ...(mediaType !== undefined && { mediaType }),
    ...(status !== undefined && { status: Number(status) }),
  };
}

function targetOf(type: Type): Type {
  return type.isTypeReference() ? type.getTarget() : type;
}

/** The type is a response: the web's, one of ours, or a class of the user's that extends one. */
function responseClass(type: Type, compilation: Compilation): ResponseClass | undefined {
  if (!type.isObjectType()) return undefined;
  if (compilation.symbols.globalName(type) === "Response") return {};
  const tag = responseTag(type);
  if (tag) return tag;
  const target = targetOf(type);
  if (!((type.getSymbol()?.flags ?? 0) & SymbolFlags.Class) || !target.isClassOrInterface()) return undefined;
  const bases = compilation.checker.getBaseTypes(target) ?? [];
  return bases.map((base) => responseClass(base, compilation)).find((found) => found !== undefined);
}

/** What a sequence yields: of the platform's own types by their argument, of others by their iterator method. */
function itemOf(type: Type, compilation: Compilation): Type | undefined {
  if (!type.isObjectType()) return undefined;
  const { checker, symbols } = compilation;
  const name = symbols.globalName(type);
  if (name !== undefined && wholes.has(name)) return undefined;
  if (name !== undefined && sequences.has(name)) return symbols.typeArguments(type)[0];
  const flags = type.getSymbol()?.flags ?? 0;
  if (!(flags & (SymbolFlags.Class | SymbolFlags.Interface))) return undefined;
  const iterate = checker
    .getPropertiesOfType(type)
    .find((property) => /^__@(asyncIterator|iterator)@/.test(property.escapedName));
  const method = iterate && checker.getTypeOfSymbol(iterate);
  const [signature] = method ? checker.getSignaturesOfType(method, ts.SignatureKind.Call) : [];
  const iterator = signature && checker.getReturnTypeOfSignature(signature);
  return iterator && symbols.typeArguments(iterator)[0];
}

function isChunk(type: Type, compilation: Compilation): boolean {
  return compilation.symbols.members(type).every((member) => {
    const name = compilation.symbols.globalName(member);
    return (member.flags & TypeFlags.StringLike) !== 0 || name === "Uint8Array" || name === "Buffer";
  });
}

/** A stream of the platform's own, such as `Readable`, which does not say that it holds bytes. */
function isPlatformStream(type: Type, item: Type): boolean {
  const declarations = type.getSymbol()?.declarations ?? [];
  const isClass = ((type.getSymbol()?.flags ?? 0) & SymbolFlags.Class) !== 0;
  return isClass && (item.flags & TypeFlags.Any) !== 0 && declarations.some(({ path }) => isLibrary(path));
}

/** The type with promises taken off, also inside a union. */
function awaited(type: Type, compilation: Compilation): readonly Type[] {
  return compilation.symbols.members(type).flatMap((member) => {
    const name = compilation.symbols.globalName(member);
    const [inner] = compilation.symbols.typeArguments(member);
    const isPromise = name === "Promise" || name === "PromiseLike";
    return isPromise && inner ? awaited(inner, compilation) : [member];
  });
}

/** The type itself with promises taken off; `undefined` where that leaves parts of several types. */
function awaitedWhole(type: Type, compilation: Compilation): Type {
  const name = compilation.symbols.globalName(type);
  const [inner] = compilation.symbols.typeArguments(type);
  return (name === "Promise" || name === "PromiseLike") && inner ? awaitedWhole(inner, compilation) : type;
}

/** The node of what a function gives: `T` of `Promise<T>`. */
function awaitedNode(node: TypeNode | undefined): TypeNode | undefined {
  if (!node || !ts.isTypeReferenceNode(node)) return node;
  const isPromise = ts.isIdentifier(node.typeName) && node.typeName.text === "Promise";
  return isPromise ? awaitedNode(node.typeArguments?.[0]) : node;
}

/** One of the types that a stream of events yields: its data, and the event's own types where it names them. */
interface EventPart {
  readonly data: Type;
  readonly names: readonly string[];
}

function eventParts(item: Type, { symbols }: Compilation): readonly EventPart[] {
  return symbols.members(item).map((member) => {
    const ours = member.getSymbol()?.declarations.some((declaration) => isOurs(declaration.path));
    const [data, name] = ours ? symbols.typeArguments(member) : [];
    if (!data) return { data: member, names: [] };
    const names = name ? symbols.members(name).map(literalValue) : [];
    return { data, names: names.filter((value) => typeof value === "string") };
  });
}

interface Reader {
  readonly compilation: Compilation;
  readonly declared: boolean;
  readonly node: TypeNode | undefined;
  readonly place: Node;
}

/** The result that carries `types`, which are `whole` or what is left of it. */
function carrying(types: readonly Type[], whole: Type, kind: Result["kind"], reader: Reader): Result {
  const { compilation, declared, node, place } = reader;
  const { models, symbols } = compilation;
  const occurrence = { place, node, keepUndefined: true };
  const parts = new Set(symbols.members(whole).map((part) => part.id));
  const isWhole = types.length === parts.size && types.every((part) => parts.has(part.id));
  const type = isWhole ? models.model(whole, occurrence) : models.modelOfAny(types, occurrence);
  const foreign = declared ? models.findUncarried(type) : undefined;
  if (foreign && foreign.reason !== "unbound" && foreign.reason !== "sentOnly") {
    const at = foreign.path === "" ? "" : `at \`${foreign.path}\` `;
    const isUnknown = foreign.reason === "unresolved";
    const why = isUnknown ? "which TypeScript cannot find" : "which no response can carry";
    const message = `The declared result has ${at}the type \`${foreign.text}\`, ${why}.`;
    const hint = "Declare what is to be sent, or return a response object.";
    compilation.report("MR102", place, message, hint);
  }
  return { kind, type, declared };
}

/** What several classes of responses agree on. */
function agreed(classes: readonly (ResponseClass | undefined)[]): ResponseClass {
  const [first] = classes;
  const same = classes.every(
    (other) => other?.mediaType === first?.mediaType && other?.status === first?.status,
  );
  return same && first ? first : {};
}

/** `() => "a"` promises text: what it happens to say is no part of the promise, unless the author declares it. */
function widened(type: Type, compilation: Compilation): Type {
  const isPlainLiteral = type.isLiteralType() && (type.flags & TypeFlags.EnumLiteral) === 0;
  return isPlainLiteral ? (compilation.checker.getBaseTypeOfLiteralType(type) ?? type) : type;
}

/** What `EventStream<T>` carries. */
function eventsOf(stream: Type, reader: Reader): Result {
  const [item] = reader.compilation.symbols.typeArguments(stream);
  if (!item) return { kind: "events", type: { kind: "unknown" }, declared: reader.declared };
  const parts = eventParts(item, reader.compilation);
  const carried = (some: readonly EventPart[]): Result => {
    const data = some.map((part) => part.data);
    const whole = data.length === 1 ? data[0] : undefined;
    return carrying(data, whole ?? item, "events", { ...reader, node: undefined });
  };
  const result = carried(parts);
  const names = new Set(parts.flatMap((part) => part.names));
  if (names.size === 0) return result;
  const unnamed = parts.filter((part) => part.names.length === 0);
  const named = Array.from(names, (event) => {
    const { type } = carried(parts.filter((part) => part.names.includes(event)));
    return { event, type };
  });
  return { ...result, events: [...named, ...(unnamed.length > 0 ? [{ type: carried(unnamed).type }] : [])] };
}

/** What a function gives back, as it is sent. `place` is what a diagnostic points at. */
export function describeResult(
  signature: Signature,
  annotation: TypeNode | undefined,
  place: Node,
  compilation: Compilation,
): Result {
  const { checker, symbols } = compilation;
  const returned = checker.getReturnTypeOfSignature(signature);
  const declared = annotation !== undefined;
  const type = { kind: "unknown" } as const;
  if (!returned) return { kind: "value", type, declared };
  const given = awaited(returned, compilation);
  const [single] = given;
  const types = single && given.length === 1 && !declared ? [widened(single, compilation)] : given;
  const classes = types.map((part) => responseClass(part, compilation));
  const values = types.filter((_, index) => classes[index] === undefined);
  const reader: Reader = { compilation, declared, node: awaitedNode(annotation), place };
  const response = classes.find((found) => found !== undefined);
  const [first] = types;
  if (first && types.length === 1 && response?.mediaType === "text/event-stream")
    return eventsOf(first, reader);
  const [only] = values;
  if (!only) return { kind: "response", type, declared, ...agreed(classes) };
  const item = values.length === 1 ? itemOf(only, compilation) : undefined;
  if (!item) return carrying(values, awaitedWhole(returned, compilation), "value", reader);
  if (isPlatformStream(only, item)) return { kind: "chunks", type, declared };
  const kind = isChunk(item, compilation) ? "chunks" : "items";
  return carrying(symbols.members(item), item, kind, { ...reader, node: undefined });
}
