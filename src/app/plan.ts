import type { Handler } from "../contract/attached.ts";
import { type Diagnostic, DiagnosticError } from "../contract/diagnostic.ts";
import type { Parameter, Signature, Source } from "../contract/signature.ts";
import { dependencyGraph, type GraphNode, type GraphOptions } from "../dependencies/graph.ts";
import { misfit } from "../parameters/misfit.ts";
import type { AppParts, DocumentedParameter, Reader } from "../parameters/source.ts";
import { sourceOf, sources } from "../parameters/sources.ts";
import { SecurityScheme } from "../security/scheme.ts";
import { wrongDefaults } from "../schema/defaults.ts";
import { type BodyParameter, bodySources, streamedSources } from "./bodies.ts";

/** A parameter at its position, bound to its source. */
interface BoundReader {
  readonly position: number;
  readonly rank: number;
  readonly read: Reader;
}

/** One function that a request calls, and how its arguments are filled. */
export interface Step {
  readonly callable: Handler;
  readonly construct: boolean;
  readonly readers: readonly BoundReader[];
  readonly inputs: GraphNode["inputs"];
  readonly scope: GraphNode["scope"];
  /** It, or something that it depends on, reads the body. */
  readonly needsBody: boolean;
}

/** All that is known of a route's functions before the first request. */
export interface Plan {
  /** In the order of their calls; the handler is last. */
  readonly steps: readonly Step[];
  readonly signature: Signature;
  readonly documented: readonly DocumentedParameter[];
  readonly bodies: readonly BodyParameter[];
  /** A body that is taken as it comes. */
  readonly streamed?: Parameter;
  /** Several bodies, or one marked so, are keys of one object. */
  readonly embedded: boolean;
  readonly security: readonly SecurityUse[];
  readonly signatures: readonly Signature[];
}

/** A security scheme among a route's functions, and the scopes that are asked of it. */
interface SecurityUse {
  readonly scheme: SecurityScheme<unknown>;
  readonly scopes: readonly string[];
}

/** Where a route stands, for its plan. */
export interface PlanOptions extends GraphOptions {
  /** The methods and the path, for messages. */
  readonly title: string;
  readonly pathNames: readonly string[];
  /** Nobody needs to take them. */
  readonly pathIsFree?: boolean;
  readonly strict: boolean;
  /** Of a body that is taken as it comes, in bytes; none where it is absent. */
  readonly bodyLimit?: number;
  /** Where arguments come from, where it is not a request of HTTP. */
  readonly sources?: typeof sources;
  /** The app that serves the route; none where nothing is called. */
  readonly app?: AppParts;
}

interface Sourced {
  readonly parameter: Parameter;
  readonly source: Source;
}

/** Decides for every parameter behind a handler where it comes from, and binds it. Throws `DiagnosticError`. */
export function makePlan(handler: Handler, options: PlanOptions): Plan {
  const nodes = dependencyGraph(handler, `the handler of ${options.title}`, options);
  const sourced = nodes.map(({ signature }) =>
    signature.parameters.map((parameter) => ({
      parameter,
      source: sourceOf(parameter, options.pathNames, signature.definitions),
    })),
  );
  const signature = nodes.at(-1)?.signature;
  if (!signature) throw new Error("a graph without a handler");
  if (!options.pathIsFree) checkPathNames(sourced.flat(), options, signature);
  const bodies = nodes.flatMap(({ signature }, i) =>
    (sourced[i] ?? [])
      .filter(({ source }) => bodySources.has(source))
      .map(({ parameter, source }) => ({ parameter, source, signature })),
  );
  checkBodies(sourced.flat());
  const streamed = sourced.flat().find(({ source }) => streamedSources.has(source))?.parameter;
  for (const node of nodes) checkDefaults(node.signature);
  const embedded = bodies.length > 1 || bodies.some(({ parameter }) => parameter.embed);
  const documented: DocumentedParameter[] = [];
  const steps: Step[] = [];
  nodes.forEach((node, i) => {
    steps.push(makeStep(node, sourced[i] ?? [], { ...options, embedded }, steps, documented));
  });
  holdHandler(steps);
  const signatures = nodes.map((node) => node.signature);
  return {
    steps,
    signature,
    documented,
    bodies,
    ...(streamed && { streamed }),
    embedded,
    security: securityOf(nodes),
    signatures,
  };
}

function securityOf(nodes: readonly GraphNode[]): readonly SecurityUse[] {
  return nodes.flatMap(({ callable: scheme, scopes }) =>
    scheme instanceof SecurityScheme ? { scheme, scopes } : [],
  );
}

function makeStep(
  node: GraphNode,
  sourced: readonly Sourced[],
  options: PlanOptions & { readonly embedded: boolean },
  before: readonly Step[],
  documented: DocumentedParameter[],
): Step {
  const { callable, construct, inputs, scope, scopes, signature } = node;
  const { definitions } = signature;
  let needsBody = inputs.some((input) => before[input.node]?.needsBody);
  const readers: BoundReader[] = [];
  sourced.forEach(({ parameter, source }, position) => {
    if (source === "dependency") return;
    const found = (options.sources ?? sources)[source];
    if (!found) throw misfit(parameter, source);
    const { pathNames, embedded, strict, app, bodyLimit } = options;
    const given = { parameter, definitions, pathNames, embedded, strict, scopes };
    const bound = found.bind({
      ...given,
      ...(app && { app }),
      ...(bodyLimit !== undefined && { bodyLimit }),
    });
    if (found.readsBody) needsBody = true;
    documented.push(...(bound.documented ?? []));
    readers.push({ position, rank: found.rank, read: bound.read });
  });
  readers.sort((a, b) => a.rank - b.rank);
  return { callable, construct, readers, inputs, scope, needsBody };
}

function checkPathNames(sourced: readonly Sourced[], options: PlanOptions, signature: Signature): void {
  const taken = new Set(
    sourced
      .filter(({ source }) => source === "path")
      .map(({ parameter }) => parameter.alias ?? parameter.name),
  );
  const diagnostics: Diagnostic[] = options.pathNames
    .filter((name) => !taken.has(name))
    .map((name) => ({
      code: "MR106",
      message: `the path of ${options.title} has a parameter "${name}" that the handler does not take`,
      ...(signature.location.line > 0 && { location: signature.location }),
      hint: `add a parameter "${name}" to the handler, or take {${name}} out of the path`,
    }));
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
}

/** A result that is inferred is of types that others may have written, in whose comments a default is prose. */
function checkDefaults({ parameters, result, definitions, location }: Signature): void {
  const places = parameters.map(({ name, type, default: given, location }) => ({
    // `null` may stand for nothing, whatever the type.
    type: given === undefined || given === null ? type : { ...type, default: given },
    location,
    place: `the parameter "${name}"`,
  }));
  const all = result.declared ? [...places, { type: result.type, location, place: "the result" }] : places;
  const diagnostics = all.flatMap((one) =>
    wrongDefaults(one.type, definitions, one.place).map((diagnostic) => ({
      ...diagnostic,
      ...(one.location.line > 0 && { location: one.location }),
    })),
  );
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
}

/** The handler comes last, so it waits for the body where any step before it does. */
function holdHandler(steps: Step[]): void {
  const handler = steps.pop();
  if (!handler) return;
  steps.push({ ...handler, needsBody: handler.needsBody || steps.some((step) => step.needsBody) });
}

function twoBodies({ parameter: streamed }: Sourced, { parameter: other }: Sourced): DiagnosticError {
  return new DiagnosticError([
    {
      code: "MR105",
      message: `"${streamed.name}" takes the body as it comes, and "${other.name}" reads it, too; one request has one body`,
      location: other.location,
      hint: "take one of them out, or take the parts of a form: `parts: AsyncIterable<FormPart>`",
    },
  ]);
}

function checkBodies(sourced: readonly Sourced[]): void {
  const bodies = sourced.filter(({ source }) => bodySources.has(source));
  const json = bodies.find(({ source }) => source === "body");
  const form = bodies.find(({ source }) => source !== "body");
  const [streamed, second = bodies[0]] = sourced.filter(({ source }) => streamedSources.has(source));
  if (streamed && second) throw twoBodies(streamed, second);
  if (!json || !form) return;
  throw new DiagnosticError([
    {
      code: "MR105",
      message: `"${json.parameter.name}" reads a JSON body and "${form.parameter.name}" reads a form; one request has only one of them`,
      location: form.parameter.location,
      hint: `mark both Form<…>, or take one of them out`,
    },
  ]);
}
