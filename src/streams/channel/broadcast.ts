import type { Chunk } from "../../http/engine.ts";
import type { PushedChunks, Sink } from "../../http/pushed.ts";
import type { Flow } from "../flow.ts";
import { type Quiet, Pulse } from "../pulse.ts";
import { settledWithin } from "../settled-within.ts";
import type { Encode } from "./batches.ts";
import type { ChannelSubscription, Follower } from "./subscription.ts";

type Step = IteratorResult<Chunk, undefined>;

/** How the events of a channel become bytes. */
export interface BroadcastEncoding {
  readonly encode: Encode;
  /** What is sent of a failure, ahead of the cut. */
  fail?(error: unknown): Chunk | undefined;
}

/**
 * A subscription on its way out: what came in a turn of the event loop is one chunk, and that is the same one for all who
 * stand at the same place. It is pushed where the engine can take it so, and pulled where not.
 */
export class Broadcast implements Flow, PushedChunks, Follower, Quiet {
  readonly #subscription: ChannelSubscription<unknown>;
  readonly #encoding: BroadcastEncoding;
  #sink: Sink | undefined = undefined;
  #isReady = false;
  /** Whoever waits for a chunk where the engine pulls. */
  #pulling: PromiseWithResolvers<Step> | undefined = undefined;
  /** Stands ahead of everything else. */
  #greeting: Chunk | undefined = undefined;
  /** Stands after everything else. */
  #farewell: Chunk | undefined = undefined;
  #failure: { readonly error: unknown } | undefined = undefined;
  #isOver = false;
  #pulse: Pulse | undefined = undefined;
  #beat: Chunk = "";
  readonly isShared = true;
  /** For the pulse. */
  heard = 0;

  constructor(subscription: ChannelSubscription<unknown>, encoding: BroadcastEncoding) {
    this.#subscription = subscription;
    this.#encoding = encoding;
    subscription.follow(this);
  }

  get isSpent(): boolean {
    return this.#subscription.isSpent;
  }

  async prime(patience: number): Promise<boolean> {
    const { past } = this.#subscription;
    if (past) await settledWithin(past, patience);
    return this.#subscription.hasMore;
  }

  keepAlive(beat: Chunk, milliseconds: number, now: boolean): void {
    if (this.#isOver) return;
    if (now) this.#greeting = beat;
    this.#beat = beat;
    this.#pulse = Pulse.of(milliseconds);
    this.#pulse.join(this);
  }

  beat(): void {
    if (this.#isReady) this.#send(this.#beat);
  }

  end(last?: Chunk): void {
    if (this.#isOver) return;
    this.#farewell = last;
    this.#isOver = true;
    void this.#subscription.return();
    this.advance();
  }

  fail(error: unknown): void {
    if (this.#isOver) return;
    this.#failure = { error };
    this.end(this.#encoding.fail?.(error));
  }

  leave(): void {
    this.#sink = undefined;
    this.#isReady = false;
    this.#isOver = true;
    this.#pulse?.leave(this);
    void this.#subscription.return();
    this.#pulling?.resolve({ done: true, value: undefined });
  }

  released(): Promise<void> {
    return Promise.resolve();
  }

  pushInto(sink: Sink): void {
    this.#sink = sink;
    this.resume();
  }

  resume(): void {
    this.#isReady = true;
    this.advance();
  }

  next(): Promise<Step> {
    this.#pulling = Promise.withResolvers<Step>();
    const { promise } = this.#pulling;
    this.resume();
    return promise;
  }

  return(): Promise<Step> {
    this.leave();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** There is more to send, or nothing more will come. */
  advance(): void {
    // Who has not taken what it was sent will not take a word about it either.
    if (!this.#isReady && this.#sink && this.#subscription.hasFailed) return this.#sink.drop();
    while (this.#isReady) {
      const chunk = this.#take();
      if (chunk !== undefined) this.#send(chunk);
      else if (this.#isOver || this.#subscription.isOver) return this.#finish();
      else return;
    }
  }

  #take(): Chunk | undefined {
    const greeting = this.#greeting;
    this.#greeting = undefined;
    if (greeting !== undefined) return greeting;
    if (!this.#isOver) {
      try {
        const chunk = this.#subscription.takeChunk(this.#encoding.encode);
        if (chunk) return chunk;
      } catch (error) {
        this.#failure = { error };
        this.#isOver = true;
        this.#farewell = this.#encoding.fail?.(error);
        void this.#subscription.return();
      }
    }
    const farewell = this.#farewell;
    this.#farewell = undefined;
    return farewell;
  }

  #send(chunk: Chunk): void {
    if (this.#pulse) this.heard = this.#pulse.now;
    if (this.#sink) {
      this.#isReady = this.#sink.write(chunk);
      return;
    }
    this.#isReady = false;
    this.#pulling?.resolve({ done: false, value: chunk });
  }

  #finish(): void {
    this.#isReady = false;
    this.#isOver = true;
    this.#pulse?.leave(this);
    void this.#subscription.return();
    const failure = this.#failure;
    if (this.#sink) {
      if (failure) this.#sink.fail(failure.error);
      else this.#sink.end();
    } else if (failure) this.#pulling?.reject(failure.error);
    else this.#pulling?.resolve({ done: true, value: undefined });
  }
}
