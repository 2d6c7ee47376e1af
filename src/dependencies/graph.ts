import { type Attached, type Handler, signatureOf } from "../contract/attached.ts";
import { DiagnosticError } from "../contract/diagnostic.ts";
import type { Dependency, Signature } from "../contract/signature.ts";

/** One function of a route's tree: a dependency, or (last) the handler. */
export interface GraphNode {
  readonly callable: Handler;
  /** A class: called with `new`. */
  readonly construct: boolean;
  readonly signature: Signature;
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

  const visit = (callable: Handler, construct: boolean, attached: Attached): number => {
    const inputs: { position: number; node: number }[] = [];
    attached.signature.parameters.forEach(({ dependency }, position) => {
      if (dependency) inputs.push({ position, node: depend(dependency, attached) });
    });
    return nodes.push({ callable, construct, signature: attached.signature, inputs }) - 1;
  };

  const depend = (dependency: Dependency, within: Attached): number => {
    const find = within.callables[dependency.id];
    if (!find)
      throw new Error(`the signature of ${within.signature.name} names ${dependency.id} without its value`);
    const callable = find();
    const scopes = (dependency.scopes ?? []).toSorted().join(" ");
    const known = shared.get(callable)?.get(scopes);
    if (known !== undefined && dependency.options?.["useCache"] !== false) return known;
    const attached = { signature: dependency.signature, callables: within.callables };
    const node = visit(callable, dependency.construct ?? false, attached);
    if (!shared.has(callable)) shared.set(callable, new Map());
    shared.get(callable)?.set(scopes, node);
    return node;
  };

  for (const callable of extra) {
    const node = visit(
      callable,
      false,
      attachedTo(callable, `the dependency ${callable.name} of ${description}`),
    );
    shared.set(callable, new Map([["", node]]));
  }
  visit(handler, false, attachedTo(handler, description));
  return nodes;
}
