import { type Attached, type Handler, signatureOf } from "../contract/attached.ts";
import { DiagnosticError } from "../contract/diagnostic.ts";
import type { Dependency, Signature } from "../contract/signature.ts";
import { SecurityScheme } from "../security/scheme.ts";
import { callerLocation } from "./caller.ts";

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
  /** What `Security` asks for on the way from the handler to it, the handler's first. */
  readonly scopes: readonly string[];
  /** For each parameter that is a dependency: its position, and the node that fills it. */
  readonly inputs: readonly { readonly position: number; readonly node: number }[];
}

/** What stands in place of other functions, by those. */
export type Overrides = ReadonlyMap<Handler, Handler>;

/** What is asked of a route's functions beside the handler's own signature. */
export interface GraphOptions {
  /** Called before the handler, which does not take their results. */
  readonly dependencies: readonly Handler[];
  readonly overrides?: Overrides;
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

function textOf(handler: Handler): string {
  return Function.prototype.toString.call(handler);
}

/** It is made with `new`. */
export function isClass(handler: Handler): boolean {
  return /^class\b/.test(textOf(handler));
}

/** The handler's signature. Throws MR103 where it has parameters and none is known. */
export function attachedTo(handler: Handler, description: string): Attached {
  const attached = signatureOf(handler);
  if (attached) return attached;
  if (handler.length === 0 && withoutParameters.test(textOf(handler))) return unsigned(handler);
  const location = callerLocation();
  throw new DiagnosticError([
    {
      code: "MR103",
      message: `${description} has parameters, but its types were not read`,
      ...(location && { location }),
      hint: "run the program with `millrace dev main.ts`, or with `node --import millrace/register main.ts`; a handler must be passed to the app, or to a function that takes a `Handler`, where it is written or imported",
    },
  ]);
}

/** What a value is, for a message: `undefined`, `Promise`. */
function kindOf(value: unknown): string {
  return value === undefined || value === null
    ? String(value)
    : Object.prototype.toString.call(value).slice("[object ".length, -1);
}

/** The functions behind a handler in the order of their calls: what each one needs stands before it; the handler is last. */
export function dependencyGraph(
  handler: Handler,
  description: string,
  { dependencies, overrides = new Map() }: GraphOptions,
): readonly GraphNode[] {
  const graph = new Graph(overrides);
  for (const dependency of dependencies) {
    if (typeof dependency !== "function")
      throw new TypeError(
        `a dependency of ${description} is no function, but ${kindOf(dependency)}: write [verify], not [verify()]`,
      );
    graph.require(
      graph.standIn(dependency, `the dependency ${dependency.name || "without a name"} of ${description}`),
    );
  }
  graph.visit(
    { callable: handler, construct: false, attached: attachedTo(handler, description) },
    "function",
  );
  return graph.nodes;
}

/** A function with what is known of it. */
interface Subject {
  readonly callable: Handler;
  readonly construct: boolean;
  readonly attached: Attached;
  /** What it stands in place of. */
  readonly replaces?: Handler;
}

/** How a function is asked for. */
interface Asked {
  readonly scope: Lifetime;
  /** Those on the way to it, and its own. */
  readonly scopes: readonly string[];
  /** It is asked for with scopes of its own. */
  readonly isScoped: boolean;
  readonly useCache: boolean;
}

const plainly: Asked = { scope: "request", scopes: [], isScoped: false, useCache: true };

/** The nodes of one handler, as they are found. */
class Graph {
  readonly nodes: GraphNode[] = [];
  readonly #overrides: Overrides;
  /** Where functions that were asked for already stand, by what they were asked for with. */
  readonly #shared = new Map<Handler, Map<string, number>>();
  readonly #scoped = new Map<Handler, boolean>();
  /** What is being replaced: where its stand-in asks for it, it means the original. */
  readonly #replaced = new Set<Handler>();

  constructor(overrides: Overrides) {
    this.#overrides = overrides;
  }

  /** A function that was handed over, or what stands in its place. */
  standIn(given: Handler, description: string): Subject {
    const callable = this.#overrides.get(given) ?? given;
    const attached = attachedTo(callable, description);
    return { callable, construct: isClass(callable), attached, replaces: given };
  }

  /** Adds a function after what it needs; gives its place. */
  visit(subject: Subject, scope: Lifetime, scopes: readonly string[] = []): number {
    const { callable, construct, attached } = subject;
    const { signature } = attached;
    const inputs = this.#within(subject, () =>
      signature.parameters.flatMap(({ dependency }, position) =>
        dependency ? { position, node: this.#depend(dependency, attached, scopes) } : [],
      ),
    );
    const needed = inputs.map(({ node }) => this.nodes[node]).find((node) => node?.scope === "function");
    if (needed && scope === "request" && yields(callable)) throw outlives(signature, needed.signature);
    return this.nodes.push({ callable, construct, signature, scope, scopes, inputs }) - 1;
  }

  /** The place of a function: a new one where it is not there yet, or not for what is asked. */
  require(subject: Subject, asked: Asked = plainly): number {
    const { scope, scopes, isScoped, useCache } = asked;
    const key = JSON.stringify([scope, ...(isScoped || this.#isScoped(subject) ? scopes.toSorted() : [])]);
    const shared = this.#shared.get(subject.callable) ?? new Map<string, number>();
    const known = useCache ? shared.get(key) : undefined;
    if (known !== undefined) return known;
    const node = this.visit(subject, scope, scopes);
    this.#shared.set(subject.callable, shared.set(key, node));
    return node;
  }

  #depend(dependency: Dependency, within: Attached, outer: readonly string[]): number {
    const { options = {}, scopes = [] } = dependency;
    return this.require(this.#subject(dependency, within), {
      scope: options["scope"] === "function" ? "function" : "request",
      scopes: [...new Set([...outer, ...scopes])],
      isScoped: scopes.length > 0,
      useCache: options["useCache"] !== false,
    });
  }

  #subject(
    { id, construct = false, signature }: Dependency,
    { signature: user, callables }: Attached,
  ): Subject {
    const find = callables[id];
    if (!find) throw new Error(`the signature of ${user.name} names ${id} without its value`);
    const callable = find();
    return this.#overrides.has(callable) && !this.#replaced.has(callable)
      ? this.standIn(callable, `what stands in place of ${signature.name}`)
      : { callable, construct, attached: { signature, callables } };
  }

  #within<T>({ callable, replaces = callable }: Subject, look: () => T): T {
    if (replaces === callable) return look();
    this.#replaced.add(replaces);
    try {
      return look();
    } finally {
      this.#replaced.delete(replaces);
    }
  }

  /** Scopes make a difference to it, or to what it depends on. */
  #isScoped(subject: Subject): boolean {
    const { callable, attached } = subject;
    const known = this.#scoped.get(callable);
    if (known !== undefined) return known;
    const found =
      callable instanceof SecurityScheme ||
      this.#within(subject, () =>
        attached.signature.parameters.some(
          ({ source, dependency }) =>
            source === "scopes" ||
            (dependency && (dependency.scopes ?? this.#isScoped(this.#subject(dependency, attached)))),
        ),
      );
    this.#scoped.set(callable, found);
    return found;
  }
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
