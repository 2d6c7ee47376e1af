import { isGenerator, Scope } from "../dependencies/scope.ts";
import type { RequestContext } from "../parameters/context.ts";
import type { Issue } from "../schema/issue.ts";
import type { ErrorReporter } from "./failure.ts";
import type { Step } from "./plan.ts";

/** The value of a dependency that was not called, because what it needs was not there. */
const skipped: unique symbol = Symbol("skipped");

/** One request on its way through the steps of a plan. */
export class Run {
  readonly context: RequestContext;
  readonly issues: Issue[] = [];
  readonly #steps: readonly Step[];
  readonly #values: unknown[] = [];
  /** Where the issues of each step that had some begin, for the order that one 422 lists them in. */
  #found: { readonly step: number; readonly from: number; readonly to: number }[] | undefined = undefined;
  #scope: Scope | undefined = undefined;
  #callScope: Scope | undefined = undefined;
  #hasFailed = false;

  constructor(context: RequestContext, steps: readonly Step[]) {
    this.context = context;
    this.#steps = steps;
  }

  /** What the handler returned, with its promise taken off. */
  get result(): unknown {
    return this.#values[this.#steps.length - 1];
  }

  /** The dependencies that clean up as soon as the handler has its result, if any was entered. */
  get callScope(): Scope | undefined {
    return this.#callScope;
  }

  /** The dependencies that clean up when the response has ended, if any was entered. */
  get scope(): Scope | undefined {
    return this.#scope;
  }

  /** Something is to be done when the response has ended. */
  get isUnfinished(): boolean {
    return this.#scope !== undefined || this.context.usedBackground !== undefined;
  }

  /** When the response has ended: cleans up the dependencies, and then runs the background tasks. Reports what they throw. */
  async finish(report: ErrorReporter): Promise<void> {
    const tell = (error: unknown): void => report(error, this.context.exchange);
    await this.#scope?.close().catch(tell);
    if (!this.#hasFailed) await this.context.usedBackground?.run(tell);
  }

  /** Throws an error into the dependencies; gives the one that comes out of them. Background tasks will not run. */
  async fail(error: unknown): Promise<unknown> {
    this.#hasFailed = true;
    const inner = this.#callScope ? await this.#callScope.fail(error) : error;
    return this.#scope ? await this.#scope.fail(inner) : inner;
  }

  /** Enters something with clean-up that no step has made, before those that may use it. */
  async hold(generator: AsyncGenerator<unknown>): Promise<void> {
    this.#scope ??= new Scope();
    await this.#scope.enter(generator);
  }

  /** Calls the steps that need the body, or those that do not; gives a promise only where one of them does. */
  advance(needsBody: boolean, from: number = 0): Promise<void> | undefined {
    for (let i = from; i < this.#steps.length; i++) {
      const step = this.#steps[i] as Step;
      if (step.needsBody !== needsBody) continue;
      const pending = this.#call(step, i);
      if (pending) return pending.then(() => this.advance(needsBody, i + 1));
    }
    return undefined;
  }

  /** The issues in the order of the steps; within a step as they were found. */
  sortedIssues(): readonly Issue[] {
    const found = this.#found ?? [];
    const counted = found.reduce((sum, { from, to }) => sum + to - from, 0);
    const inOrder = found
      .toSorted((a, b) => a.step - b.step)
      .flatMap(({ from, to }) => this.issues.slice(from, to));
    return [...inOrder, ...this.issues.slice(counted)];
  }

  #call(step: Step, index: number): Promise<void> | undefined {
    const args = this.#arguments(step, index);
    if (!args) {
      this.#values[index] = skipped;
      return undefined;
    }
    const isHandler = index === this.#steps.length - 1;
    // Called as a plain function, without the step as its `this`.
    const { callable } = step;
    const value: unknown = step.construct ? Reflect.construct(callable, args) : callable(...args);
    if (isThenable(value)) {
      return Promise.resolve(value).then((settled) => {
        this.#values[index] = settled;
      });
    }
    if (!isHandler && isGenerator(value)) {
      const scope =
        step.scope === "function" ? (this.#callScope ??= new Scope()) : (this.#scope ??= new Scope());
      return scope.enter(value).then((yielded) => {
        this.#values[index] = yielded;
      });
    }
    this.#values[index] = value;
    return undefined;
  }

  /** The arguments of one call; `undefined` where the request or an earlier step did not give them. */
  #arguments(step: Step, index: number): unknown[] | undefined {
    const { issues, context } = this;
    const before = issues.length;
    const args: unknown[] = [];
    for (const { position, read } of step.readers) args[position] = read(context, issues);
    if (issues.length > before) {
      this.#found ??= [];
      this.#found.push({ step: index, from: before, to: issues.length });
      return undefined;
    }
    for (const { position, node } of step.inputs) {
      const value = this.#values[node];
      if (value === skipped) return undefined;
      args[position] = value;
    }
    const isHandler = index === this.#steps.length - 1;
    return isHandler && issues.length > 0 ? undefined : args;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
