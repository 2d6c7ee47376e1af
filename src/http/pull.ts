import type { Chunk, Chunks } from "./engine.ts";
import { soon, turn } from "./turn.ts";

/** Takes one chunk; `false` when the next one must wait for `resume`. */
export type Write = (chunk: Chunk) => boolean;

type Step = IteratorResult<Chunk, unknown>;

/**
 * The one place where chunks are pulled: each only when the last was taken, so that a reader who stalls costs a bounded
 * number of bytes. The engine says when it can take more (`resume`) and when the client has left (`stop`).
 */
export class Pull {
  readonly #chunks: Chunks;
  readonly #write: Write;
  readonly #settled: PromiseWithResolvers<void> = Promise.withResolvers();
  #iterator: AsyncIterator<Chunk> | Iterator<Chunk> | undefined = undefined;
  #over = false;
  #inNext = false;
  #wake: (() => void) | undefined = undefined;

  constructor(chunks: Chunks, write: Write) {
    this.#chunks = chunks;
    this.#write = write;
  }

  /**
   * Pulls to the end; the first chunk at once, or after `resume` where it is not `ready`. Resolves when the sequence has
   * ended, or has been let go after `stop`; rejects with what it threw, or, when it has been let go, with what `write`
   * threw.
   */
  run(ready: boolean = true): Promise<void> {
    void this.#pullAll(ready);
    return this.#settled.promise;
  }

  /** The next chunk can be taken. */
  resume(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }

  /** The client has left: the sequence's `return()` is called at once, also while a `next()` is pending. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.resume();
    // A generator that is running cannot be returned: the loop does it when `next()` comes back.
    if (!this.#inNext) this.#release();
  }

  /** Never rejects: what goes wrong is told at once, ahead of what `return()` gives when it has ended a sequence. */
  async #pullAll(ready: boolean): Promise<void> {
    try {
      if (!ready) await this.#wakened();
      let turnEnds = performance.now() + turn;
      for (;;) {
        if (this.#over) return;
        const pending = this.#next();
        const step = isPromise(pending) ? await pending : pending;
        if (this.#over) return;
        if (step.done) break;
        if (!this.#taken(step.value)) await this.#wakened();
        else if (performance.now() > turnEnds) {
          await new Promise<void>(soon);
          turnEnds = performance.now() + turn;
        }
      }
      this.#over = true;
      this.#settled.resolve();
    } catch (error) {
      this.#fail(error);
    }
  }

  #next(): Promise<Step> | Step {
    this.#iterator ??= iteratorOf(this.#chunks);
    this.#inNext = true;
    try {
      return this.#iterator.next();
    } finally {
      this.#inNext = false;
      if (this.#over) this.#release();
    }
  }

  #taken(chunk: unknown): boolean {
    try {
      if (typeof chunk === "string" || chunk instanceof Uint8Array)
        return chunk.length === 0 || this.#write(chunk);
      throw new TypeError("a chunk is text or bytes");
    } catch (error) {
      this.#over = true;
      const reject = (): void => this.#settled.reject(error);
      this.#letGo().then(reject, reject);
      return false;
    }
  }

  #wakened(): Promise<void> {
    if (this.#over) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #release(): void {
    this.#letGo().then(this.#settled.resolve, this.#settled.reject);
  }

  async #letGo(): Promise<void> {
    this.#iterator ??= iteratorOf(this.#chunks);
    await this.#iterator.return?.();
  }

  #fail(error: unknown): void {
    // A sequence that was waiting on the exchange's signal ends with an `AbortError` when the client leaves.
    if (this.#over && error instanceof Error && error.name === "AbortError") return;
    this.#over = true;
    this.#settled.reject(error);
  }
}

/** Ends a sequence of which nothing will be pulled; rejects with what its clean-up threw. */
export async function discardChunks(chunks: Chunks): Promise<void> {
  await iteratorOf(chunks).return?.();
}

function iteratorOf(chunks: Chunks): AsyncIterator<Chunk> | Iterator<Chunk> {
  return Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
}

function isPromise(step: Promise<Step> | Step): step is Promise<Step> {
  return "then" in step;
}
