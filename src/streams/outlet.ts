import type { Chunk } from "../http/engine.ts";
import type { Sink } from "../http/pushed.ts";
import { soon, turn } from "../http/turn.ts";

type Step = IteratorResult<Chunk, undefined>;

const done: Step = { done: true, value: undefined };

/**
 * Where chunks wait for whoever takes them, one at a time: an engine that asks for each, or one that they are pushed into. More
 * are asked for when none is left.
 */
export class Outlet {
  readonly #ask: () => void;
  readonly #ready: Chunk[] = [];
  /** Nothing will come after what is ready; there may be a failure in place of a good end. */
  #isOver = false;
  #failure: { readonly error: unknown } | undefined = undefined;
  /** Whoever has asked for a chunk. */
  #waiting: PromiseWithResolvers<Step> | undefined = undefined;
  /** What chunks are pushed into, for as long as it takes them. */
  #sink: Sink | undefined = undefined;
  #isTaking = false;
  #isFlowing = false;
  /** When the event loop must be left to others, by the clock; and whether it is. */
  #turnEnds = 0;
  #isResting = false;

  constructor(ask: () => void) {
    this.#ask = ask;
  }

  get isEmpty(): boolean {
    return this.#ready.length === 0;
  }

  /** Whether somebody could take a chunk now. */
  get isOpen(): boolean {
    return this.#waiting !== undefined || (this.#sink !== undefined && this.#isTaking);
  }

  give(chunk: Chunk): void {
    const waiting = this.#waiting;
    if (waiting) {
      this.#waiting = undefined;
      waiting.resolve({ done: false, value: chunk });
    } else {
      if (this.#sink && this.#isTaking && !this.#isFlowing && this.isEmpty)
        this.#isTaking = this.#sink.write(chunk);
      else this.#ready.push(chunk);
      this.#flow();
    }
  }

  /** Ends, after what is ready. */
  close(failure?: { readonly error: unknown }): void {
    this.#isOver = true;
    this.#failure = failure;
    this.#flow();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.next().then(waiting.resolve, waiting.reject);
  }

  /** Ends, with what is ready thrown away. */
  clear(): void {
    this.#ready.length = 0;
    this.#sink = undefined;
    this.close();
  }

  next(): Promise<Step> {
    const chunk = this.#ready.shift();
    if (chunk !== undefined) return Promise.resolve({ done: false, value: chunk });
    if (this.#failure) return Promise.reject(this.#failure.error);
    if (this.#isOver) return Promise.resolve(done);
    this.#waiting = Promise.withResolvers<Step>();
    const { promise } = this.#waiting;
    this.#ask();
    return promise;
  }

  pushInto(sink: Sink): void {
    this.#sink = sink;
    this.#turnEnds = performance.now() + turn;
    this.resume();
  }

  resume(): void {
    this.#isTaking = true;
    this.#flow();
  }

  #flow(): void {
    if (this.#isFlowing) return;
    this.#isFlowing = true;
    while (this.#sink && this.#isTaking && !this.#isResting) {
      const chunk = this.#ready.shift();
      if (chunk !== undefined) this.#isTaking = this.#sink.write(chunk);
      else if (this.#isOver) this.#end(this.#sink);
      else if (performance.now() > this.#turnEnds) this.#rest();
      else {
        this.#ask();
        if (this.isEmpty && !this.#isOver) break;
      }
    }
    this.#isFlowing = false;
  }

  #end(sink: Sink): void {
    this.#sink = undefined;
    if (this.#failure) sink.fail(this.#failure.error);
    else sink.end();
  }

  /** A sequence that is always ready must not keep the event loop to itself. */
  #rest(): void {
    this.#isResting = true;
    soon(() => {
      this.#isResting = false;
      this.#turnEnds = performance.now() + turn;
      this.#flow();
    });
  }
}
