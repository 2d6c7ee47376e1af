import type { Parameter, Source } from "../contract/signature.ts";
import type { TypeModel } from "../contract/type-model.ts";
import { reportCalledMarker } from "./called-markers.ts";
import type { Reference } from "./callables.ts";
import type { Comment } from "./comment-text.ts";
import type { Compilation } from "./compilation.ts";
import type { Words } from "./constraints.ts";
import { describeDependency } from "./dependencies.ts";
import type { Describer } from "./describer.ts";
import { locate } from "./files.ts";
import { reportHiddenName } from "./hidden-names.ts";
import { literalOf } from "./initializers.ts";
import { commentOf, wordsOf } from "./jsdoc.ts";
import { readOptions } from "./marker-options.ts";
import { type Marker, findMarker, sourceOf } from "./markers.ts";
import { type Node, type ParameterDeclaration, type Type, type TypeNode, ts } from "./session.ts";
import { standardModel } from "./standard-schemas.ts";

const { TypeFlags } = ts;

/** One parameter of a function as TypeScript knows it. */
export interface ParameterSubject {
  readonly declaration: ParameterDeclaration;
  readonly type: Type;
  readonly index: number;
  /** What stands for it in messages: itself, or the user's own code where it is declared elsewhere. */
  readonly place: Node;
  /** The comment of its function, with what it says in `@param`. */
  readonly comment: Comment;
}

/** A parameter and the values that its dependency, and that one's own, name. */
export interface DescribedParameter {
  readonly parameter: Parameter;
  readonly callables: ReadonlyMap<string, Reference>;
}

/** The platform's types that a handler is handed as they are. */
const injectables: ReadonlyMap<string, Source> = new Map([
  ["Request", "request"],
  ["AbortSignal", "signal"],
]);

/** The source that a parameter's type alone decides. */
function injectedSource(type: Type, compilation: Compilation): Source | undefined {
  for (const member of compilation.symbols.members(type)) {
    if (!member.isObjectType()) continue;
    const symbol = member.getSymbol();
    const name = compilation.symbols.globalName(member);
    const source = injectables.get(name ?? "") ?? (symbol && sourceOf(symbol));
    if (source) return source;
  }
  return undefined;
}

/** What a parameter takes one by one: `T` of `AsyncIterable<T>`, and its node where it is written in the parameter itself. */
interface ItemSubject {
  readonly type: Type;
  readonly node: TypeNode | undefined;
}

function itemOf(
  { declaration, type }: ParameterSubject,
  marker: Marker | undefined,
  { symbols }: Compilation,
): ItemSubject | undefined {
  if (marker && marker.source !== "body") return undefined;
  const sequence = symbols.members(type).find((member) => symbols.globalName(member) === "AsyncIterable");
  const item = sequence && symbols.typeArguments(sequence)[0];
  if (!item) return undefined;
  const written = marker ? marker.parameters[0] : declaration.type;
  const isSpelled =
    written &&
    ts.isTypeReferenceNode(written) &&
    ts.isIdentifier(written.typeName) &&
    written.typeName.text === "AsyncIterable";
  return { type: item, node: isSpelled ? written.typeArguments?.[0] : undefined };
}

/** Items are read as JSON, or as bytes, unless they are parts of a form. */
function itemsSource({ type }: ItemSubject, compilation: Compilation): Source {
  return injectedSource(type, compilation) === "parts" ? "parts" : "items";
}

function nameOf({ declaration, index }: ParameterSubject): string {
  return ts.isIdentifier(declaration.name) ? declaration.name.text : `argument${index}`;
}

function describeText({ declaration, type }: ParameterSubject, compilation: Compilation): string {
  const isBoolean = (type.flags & TypeFlags.Boolean) !== 0;
  const inferred = (): string => (isBoolean ? "boolean" : compilation.checker.typeToString(type));
  const text = declaration.type?.getText() ?? inferred();
  return text.replace(/\s+/g, " ");
}

function mayBeUndefined(type: Type, compilation: Compilation): boolean {
  return compilation.symbols.members(type).some((member) => (member.flags & TypeFlags.Undefined) !== 0);
}

function reportUncarried(subject: ParameterSubject, model: TypeModel, compilation: Compilation): void {
  const found = compilation.models.findUncarried(model);
  if (!found) return;
  const { declaration } = subject;
  const place = declaration.type ?? declaration;
  const { path, text, reason } = found;
  const name = nameOf(subject);
  const at = path === "" ? "" : ` at \`${name}${path}\``;
  const has = `Parameter \`${name}\` of type \`${describeText(subject, compilation)}\` has${at} the type \`${text}\``;
  if (reason === "unbound") {
    const message = `Parameter \`${name}\` has the type parameter \`${text}\`, which is bound to no type here.`;
    compilation.report("MR114", place, message, "Annotate the parameter with the type that requests carry.");
  } else if (reason === "unresolved") {
    if (reportHiddenName(place, compilation)) return;
    const said = declaration.type
      ? `${has}, which TypeScript cannot find.`
      : `Parameter \`${name}\` has an initializer whose type TypeScript cannot find.`;
    const hint = declaration.type
      ? "Correct its name, or install what declares it."
      : "Correct it, or write the type after the name.";
    compilation.report("MR101", place, said, hint);
  } else if (reason === "sentOnly") {
    const hint = "Take text, and make the object of it in the handler.";
    compilation.report("MR101", place, `${has}, which a request carries only as text.`, hint);
  } else {
    const hint = "Take it from a dependency, as in `Depends<typeof getDb>`, or declare only data.";
    compilation.report("MR101", place, `${has}, which no request can carry.`, hint);
  }
}

function isUntyped({ declaration, type }: ParameterSubject): boolean {
  const isBare = !declaration.type && !declaration.initializer && !declaration.dotDotDotToken;
  return isBare && ((type.flags & TypeFlags.Any) !== 0 || !ts.isIdentifier(declaration.name));
}

/** What the function's own comment and the parameter's say of it, in JSON Schema's words. */
function commentWords(subject: ParameterSubject): Words {
  const name = nameOf(subject);
  const tag = subject.comment.tags.find((tag) => tag.parameter === name);
  const description = tag && tag.text !== "" ? { description: tag.text } : {};
  return { ...description, ...wordsOf(commentOf(subject.declaration)) };
}

function modelOf(
  subject: ParameterSubject,
  marker: Marker | undefined,
  item: ItemSubject | undefined,
  words: Words,
  compilation: Compilation,
): TypeModel {
  const { declaration } = subject;
  const place = declaration.type ?? declaration;
  const { type, node } = item ?? {
    type: subject.type,
    node: marker ? marker.parameters[0] : declaration.type,
  };
  const standard = marker && standardModel(node, place, compilation);
  const model = standard ?? compilation.models.model(type, { place, node });
  const told = compilation.models.constrained(model, commentWords(subject), declaration);
  const constrained = compilation.models.constrained(told, words, marker?.parameters[1] ?? place);
  if (!reportCalledMarker(declaration, compilation)) reportUncarried(subject, constrained, compilation);
  return constrained;
}

/** Describes one parameter: where it comes from, what it must hold, and what is said of it. */
export function describeParameter(subject: ParameterSubject, describer: Describer): DescribedParameter {
  const { compilation } = describer;
  const { declaration, type } = subject;
  const name = nameOf(subject);
  const place = subject.place === declaration ? (declaration.type ?? declaration) : subject.place;
  if (declaration.dotDotDotToken) {
    compilation.report(
      "MR115",
      place,
      `\`...${name}\` takes any number of values.`,
      "Take an array; a function that wraps handlers keeps their type, as in `<F extends Handler>(handler: F): F`.",
    );
  }
  if (isUntyped(subject)) {
    const hint = "Write its type after it, as in `id: string`, or give it an initializer.";
    compilation.report("MR110", place, `Parameter \`${name}\` has no type.`, hint);
  }
  const marker = declaration.type && findMarker(declaration.type, compilation.symbols);
  const item = itemOf(subject, marker, compilation);
  const source = item
    ? itemsSource(item, compilation)
    : (marker?.source ?? injectedSource(type, compilation));
  const carried = source === undefined || readFromRequest.has(source);
  const options = marker && carried ? readOptions(marker, compilation) : { ofParameter: {}, ofType: {} };
  const model: TypeModel = carried
    ? modelOf(subject, marker, item, options.ofType, compilation)
    : { kind: "unknown" };
  const initial = declaration.initializer && literalOf(declaration.initializer, compilation);
  const optional =
    declaration.questionToken !== undefined ||
    declaration.initializer !== undefined ||
    model.default !== undefined ||
    (carried && mayBeUndefined(type, compilation));
  const described =
    marker?.source === "dependency" && declaration.type
      ? describeDependency(marker, declaration.type, describer)
      : undefined;
  const parameter: Parameter = {
    name,
    text: describeText(subject, compilation),
    ...(source && { source }),
    type: model,
    optional,
    ...(initial !== undefined && { default: initial }),
    ...options.ofParameter,
    ...(described && { dependency: described.dependency }),
    location: locate(compilation.root, subject.place),
  };
  return { parameter, callables: described?.callables ?? new Map() };
}

/** The sources whose values are read from the request and checked. */
const readFromRequest: ReadonlySet<Source> = new Set([
  "path",
  "query",
  "header",
  "lastEventId",
  "cookie",
  "body",
  "form",
  "file",
  "items",
]);
