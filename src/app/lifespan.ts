import { isGenerator, Scope } from "../dependencies/scope.ts";

/**
 * What runs around the requests of an app: up to its `yield` before the first one, and on from there after the last one. The
 * object that it yields, if any, becomes part of the app's state.
 */
export type Lifespan = (app: never) => AsyncGenerator<object | void> | Generator<object | void>;

/** Something that starts and stops with an app. */
export interface Startable {
  startup?(): Promise<void>;
  shutdown?(graceMs?: number): Promise<void>;
}

/** The lifespans of one app at work: entered in order, left in reverse. */
export class Lifespans {
  readonly #state: object;
  #entering: Promise<void> | undefined = undefined;
  #isEntered = false;
  #entered: { readonly scope: Scope; readonly keys: readonly string[] }[] = [];

  /** What is yielded is put into `state`, and taken out of it at the end. */
  constructor(state: object) {
    this.#state = state;
  }

  /** Everything has been entered. */
  get entered(): boolean {
    return this.#isEntered;
  }

  /** Enters what has not been entered; where one fails, those before it are told and left, and its error is thrown. */
  enter(generators: () => Iterable<AsyncGenerator<unknown> | Generator<unknown>>): Promise<void> {
    this.#entering ??= this.#enterAll(generators());
    return this.#entering;
  }

  /** Leaves everything. Throws what was thrown on the way, when all have been left. */
  async leave(): Promise<void> {
    const entering = this.#entering;
    if (!entering) return;
    // Whoever waited for the start has been told of its failure.
    await entering.catch(() => undefined);
    this.#entering = undefined;
    this.#isEntered = false;
    const errors: unknown[] = [];
    for (const { scope, keys } of this.#entered.splice(0).toReversed()) {
      await scope.close().catch((error: unknown) => errors.push(error));
      this.#forget(keys);
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, `${errors.length} lifespans failed at their end`);
  }

  async #enterAll(generators: Iterable<AsyncGenerator<unknown> | Generator<unknown>>): Promise<void> {
    try {
      for (const generator of generators) {
        if (!isGenerator(generator)) throw new TypeError("a lifespan must be a generator function");
        const scope = new Scope();
        const yielded = (await scope.enter(generator)) ?? {};
        this.#entered.push({ scope, keys: Object.keys(yielded) });
        Object.assign(this.#state, yielded);
      }
      this.#isEntered = true;
    } catch (error) {
      let current = error;
      for (const { scope, keys } of this.#entered.splice(0).toReversed()) {
        current = await scope.fail(current);
        this.#forget(keys);
      }
      this.#entering = undefined;
      throw current;
    }
  }

  #forget(keys: readonly string[]): void {
    for (const key of keys) Reflect.deleteProperty(this.#state, key);
  }
}

/** What starts and stops, as a lifespan. */
export async function* lifespanOf(target: Startable): AsyncGenerator<void> {
  await target.startup?.();
  yield;
  // Its work is the outer app's, which has waited for it.
  await target.shutdown?.(0);
}
