import { type Items, type Source, sourceOf } from "./source.ts";

type Step<T> = IteratorResult<T, undefined>;

/**
 * The newest item of a sequence, each time one is asked for: those that came in between are let go. The sequence is read as
 * fast as it gives items, and is let go at once by `return()`.
 */
export class Latest<T> implements AsyncIterableIterator<T> {
  readonly #source: Source<T>;
  #newest: { readonly item: T } | undefined = undefined;
  #end: (() => Promise<Step<T>>) | undefined = undefined;
  #waiting: PromiseWithResolvers<void> | undefined = undefined;
  #isReading = false;

  constructor(items: Items<T>) {
    this.#source = sourceOf(items);
  }

  async next(): Promise<Step<T>> {
    if (!this.#isReading) void this.#read();
    if (!this.#newest && !this.#end) {
      this.#waiting ??= Promise.withResolvers();
      await this.#waiting.promise;
    }
    const newest = this.#newest;
    this.#newest = undefined;
    if (newest) return { done: false, value: newest.item };
    return this.#end?.() ?? this.next();
  }

  async return(): Promise<Step<T>> {
    this.#newest = undefined;
    this.#finish(async () => ({ done: true, value: undefined }));
    await this.#source.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      for (;;) {
        const step = await this.#source.next();
        if (this.#end) return;
        if (step.done) return this.#finish(async () => ({ done: true, value: undefined }));
        const isTaken = this.#waiting !== undefined;
        this.#newest = { item: step.value };
        this.#wake();
        // A sequence that is always ready must not keep the event loop to itself.
        if (!isTaken) await new Promise((resolve) => setTimeout(resolve, 0));
      }
    } catch (error) {
      this.#finish(() => Promise.reject(error));
    }
  }

  #finish(end: () => Promise<Step<T>>): void {
    this.#end ??= end;
    this.#wake();
  }

  #wake(): void {
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }
}
