import { type Attached, type Handler, signatureOf } from "../contract/attached.ts";
import { DiagnosticError } from "../contract/diagnostic.ts";
import type { Dependency, Signature } from "../contract/signature.ts";

/** How long a dependency with clean-up lives. */
export type Lifetime = "function" | "request";

/** One function of a route's tree: a dependency, or (last) the handler. */
export interface GraphNode {
  readonly callable: Handler;
  /** A class: called with `new`. */
  readonly construct: boolean;
  readonly signature: Signature;
  /** When it cleans up: `function`, as soon as the handler has its result; `request`, when the response has ended. */
  readonly scope: Lifetime;
  /** For each parameter that is a dependency: its position, and the node that fills it. */
  readonly inputs: readonly { readonly position: number; readonly node: number }[];
}

/** What a function promises where nothing is known of it: no parameters, and a result that shows itself when it is there. */
function unsigned(handler: Handler): Attached {
  const location = { file: "", line: 0, column: 0, source: "" };
  const result = { kind: "value", type: { kind: "unknown" }, declared: false } as const;
  return {
    signature: { name: handler.name, parameters: [], result, definitions: {}, location },
    callables: {},
  };
}

/** `() => …` and `function () { … }`, which can be called without a signature. */
const withoutParameters = /^(async\s*)?(function\s*\*?\s*[\w$]*\s*|\*?\s*[\w$]+\s*)?\(\s*\)/;

/** The handler's signature. Throws MR103 where it has parameters and none is known. */
export function attachedTo(handler: Handler, description: string): Attached {
  const attached = signatureOf(handler);
  if (attached) return attached;
  if (handler.length === 0 && withoutParameters.test(Function.prototype.toString.call(handler))) {
    return unsigned(handler);
  }
  throw new DiagnosticError([
    {
      code: "MR103",
      message: `${description} has parameters, but its types were not read`,
      hint: "run the program with `millrace dev main.ts`, or with `node --import millrace/register main.ts`; a handler must be passed to the app, or to a function that takes a `Handler`, where it is written or imported",
    },
  ]);
}

/** The functions behind a handler in the order of their calls: what each one needs stands before it; the handler is last. */
export function dependencyGraph(
  handler: Handler,
  description: string,
  extra: readonly Handler[] = [],
): readonly GraphNode[] {
  const nodes: GraphNode[] = [];
  const shared = new Map<Handler, Map<string, number>>();

  const visit = (
    callable: Handler,
    attached: Attached,
    { construct = false, scope = "request" }: { construct?: boolean; scope?: Lifetime } = {},
  ): number => {
    const { signature } = attached;
    const inputs: { position: number; node: number }[] = [];
    signature.parameters.forEach(({ dependency }, position) => {
      if (dependency) inputs.push({ position, node: depend(dependency, attached) });
    });
    const needed = inputs.map(({ node }) => nodes[node]).find((node) => node?.scope === "function");
    if (needed && scope === "request" && yields(callable)) throw outlives(signature, needed.signature);
    return nodes.push({ callable, construct, signature, scope, inputs }) - 1;
  };

  const depend = (dependency: Dependency, within: Attached): number => {
    const find = within.callables[dependency.id];
    if (!find)
      throw new Error(`the signature of ${within.signature.name} names ${dependency.id} without its value`);
    const callable = find();
    const scope = dependency.options?.["scope"] === "function" ? "function" : "request";
    const key = [scope, ...(dependency.scopes ?? []).toSorted()].join(" ");
    const known = shared.get(callable)?.get(key);
    if (known !== undefined && dependency.options?.["useCache"] !== false) return known;
    const attached = { signature: dependency.signature, callables: within.callables };
    const node = visit(callable, attached, { construct: dependency.construct ?? false, scope });
    if (!shared.has(callable)) shared.set(callable, new Map());
    shared.get(callable)?.set(key, node);
    return node;
  };

  for (const callable of extra) {
    const node = visit(callable, attachedTo(callable, `the dependency ${callable.name} of ${description}`));
    shared.set(callable, new Map([["request", node]]));
  }
  visit(handler, attachedTo(handler, description), { scope: "function" });
  return nodes;
}

/** Whether a function is a generator, whose clean-up comes after its `yield`. */
function yields(callable: Handler): boolean {
  return /^\[object (Async)?GeneratorFunction\]$/.test(Object.prototype.toString.call(callable));
}

function outlives(one: Signature, needed: Signature): DiagnosticError {
  return new DiagnosticError([
    {
      code: "MR118",
      message: `the dependency ${one.name} cleans up when the response has ended, but ${needed.name}, which it needs, does so before`,
      ...(one.location.line > 0 && { location: one.location }),
      hint: `ask for both with { scope: "function" }, or for neither`,
    },
  ]);
}
