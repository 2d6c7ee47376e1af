import type { Chunk, Chunks } from "../http/engine.ts";

/** The chunks of a stream on their way through middleware: let go by whoever takes them, or when nobody will. */
export class Relay implements AsyncIterableIterator<Chunk> {
  readonly #chunks: Chunks;
  #iterator: AsyncIterator<Chunk> | Iterator<Chunk> | undefined = undefined;
  #over = false;
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

  async next(): Promise<IteratorResult<Chunk>> {
    if (this.#over) return { done: true, value: undefined };
    try {
      const step = await this.#source().next();
      if (step.done) this.#over = true;
      return step;
    } catch (error) {
      if (!this.#over) this.#failure = { error };
      this.#over = true;
      throw error;
    }
  }

  async return(): Promise<IteratorResult<Chunk>> {
    if (!this.#over) {
      this.#over = true;
      await this.#source().return?.();
    }
    return { done: true, value: undefined };
  }

  /** Ends the sequence where it has not ended; what its clean-up throws is its failure. */
  async letGo(): Promise<void> {
    try {
      await this.return();
    } catch (error) {
      this.#failure = { error };
    }
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #source(): AsyncIterator<Chunk> | Iterator<Chunk> {
    this.#iterator ??=
      Symbol.asyncIterator in this.#chunks
        ? this.#chunks[Symbol.asyncIterator]()
        : this.#chunks[Symbol.iterator]();
    return this.#iterator;
  }
}
