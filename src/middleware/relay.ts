import type { Chunk, Chunks } from "../http/engine.ts";

type Step = IteratorResult<Chunk>;

const over: Step = { done: true, value: undefined };

/** The chunks of a stream on their way through middleware: let go by whoever takes them, or when nobody will. */
export class Relay implements AsyncIterableIterator<Chunk> {
  readonly #chunks: Chunks;
  #iterator: AsyncIterator<Chunk> | Iterator<Chunk> | undefined = undefined;
  #over = false;
  #released: Promise<void> | undefined = undefined;
  #stop: ((step: Step) => void) | undefined = undefined;
  #failure: { readonly error: unknown } | undefined = undefined;

  constructor(chunks: Chunks) {
    this.#chunks = chunks;
  }

  /** What the sequence threw. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  /** The chunks themselves where nothing has been pulled: whoever takes them lets them go. */
  taken(): Chunks {
    if (this.#over || this.#iterator) return this;
    this.#over = true;
    return this.#chunks;
  }

  next(): Promise<Step> {
    if (this.#over) return Promise.resolve(over);
    // Whoever waits for a sequence that is let go need not wait any longer.
    const stopped = new Promise<Step>((resolve) => {
      this.#stop = resolve;
    });
    return Promise.race([this.#pull(), stopped]);
  }

  async return(): Promise<Step> {
    await this.#release();
    return over;
  }

  /** Ends the sequence where it has not ended; what its clean-up throws is its failure. */
  async letGo(): Promise<void> {
    try {
      await this.#release();
    } catch (error) {
      this.#failure = { error };
    }
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #pull(): Promise<Step> {
    try {
      const step = await this.#source().next();
      if (step.done) this.#over = true;
      return step;
    } catch (error) {
      const wasOver = this.#over;
      this.#over = true;
      // One that was waiting on the exchange's signal ends so when it is let go.
      if (wasOver && error instanceof Error && error.name === "AbortError") return over;
      this.#failure = { error };
      throw error;
    }
  }

  #release(): Promise<void> {
    if (!this.#over) {
      this.#over = true;
      this.#stop?.(over);
      this.#released = this.#return();
    }
    return this.#released ?? Promise.resolve();
  }

  async #return(): Promise<void> {
    await this.#source().return?.();
  }

  #source(): AsyncIterator<Chunk> | Iterator<Chunk> {
    this.#iterator ??=
      Symbol.asyncIterator in this.#chunks
        ? this.#chunks[Symbol.asyncIterator]()
        : this.#chunks[Symbol.iterator]();
    return this.#iterator;
  }
}
