import { joinBytes } from "../../http/bytes.ts";
import { chunkSize, type Encode } from "./batches.ts";
import { ChannelGap, type Received } from "./event.ts";
import { type Fanout, SlowConsumerError, type Subscriber } from "./fanout.ts";
import type { Replay } from "./log.ts";

type Step<T> = IteratorResult<Received<T>, void>;

const done = { done: true, value: undefined } as const;

/** Hears that there may be more to take, or that nothing more will come. */
export interface Follower {
  advance(): void;
}

/**
 * The events of a channel: those of the past that were asked for, then those to come. A handler can return it as it is, or
 * iterate over it.
 * @response text/event-stream
 */
export interface Subscription<T> extends AsyncGenerator<Received<T>, void, undefined> {
  /** How many events were dropped on the way here, because they came too fast. */
  readonly missed: number;
}

/** One subscriber's way through the events of a channel. */
export class ChannelSubscription<T> implements Subscription<T>, Subscriber {
  readonly #fanout: Fanout<T>;
  /** The position of the next event that is taken from the window. */
  #position: number;
  /** What comes before that, oldest first. */
  #past: Received<T>[] = [];
  #pending: Promise<void> | undefined = undefined;
  #state: "open" | "ending" | "left" = "open";
  #failure: unknown = undefined;
  #missed = 0;
  #waiting: PromiseWithResolvers<Step<T>>[] = [];
  #follower: Follower | undefined = undefined;
  #signal: AbortSignal | undefined = undefined;

  constructor(fanout: Fanout<T>) {
    this.#fanout = fanout;
    this.#position = fanout.window.next;
    fanout.join(this);
  }

  get missed(): number {
    return this.#missed;
  }

  /** The position in the window up to which events have been taken. */
  get position(): number {
    return this.#position;
  }

  /** Settles when the past is there, where that takes time. */
  get past(): Promise<void> | undefined {
    return this.#pending;
  }

  /** Whether `take` has something to give. */
  get hasMore(): boolean {
    return !this.#pending && (this.#past.length > 0 || this.#position < this.#fanout.window.next);
  }

  /** Whether nothing more will come than what has, or not even that. */
  get isOver(): boolean {
    return this.#state !== "open" && !this.#pending;
  }

  /** Whether the channel is closed, and all that was to be had of it has been taken. */
  get isSpent(): boolean {
    return this.#state === "ending" && !this.#pending && !this.hasMore;
  }

  /** Whether it was ended by a failure that nobody has been told of yet. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Puts what was missed ahead of what is to come, none of it twice. */
  precede(replay: Promise<Replay<T>> | Replay<T>): void {
    if (!("then" in replay)) return this.#join(replay);
    this.#pending = replay
      .then((past) => this.#join(past))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#pending = undefined;
        this.advance();
      });
  }

  /** Leaves when the signal is aborted. */
  until(signal: AbortSignal): void {
    if (signal.aborted) return this.#leave();
    this.#signal = signal;
    signal.addEventListener("abort", this.#leave);
  }

  /** Tells a follower instead of whoever awaits `next`. */
  follow(follower: Follower): void {
    this.#follower = follower;
  }

  /** The channel is closed: nothing more will come than what has. */
  end(): void {
    if (this.#state === "open") this.#state = "ending";
    this.advance();
  }

  /** There is more to take, or nothing more will come. */
  advance(): void {
    if (this.#isBehind && this.#fanout.slowConsumer === "disconnect") this.#fail(new SlowConsumerError());
    if (this.#follower) this.#follower.advance();
    while (this.#waiting.length > 0) {
      const step = this.#step();
      if (!step) return;
      const waiting = this.#waiting.shift();
      void step.then(waiting?.resolve, waiting?.reject);
    }
  }

  /** The next event, if it is there. Throws what has ended the subscription, once. */
  take(): Received<T> | undefined {
    if (this.#failure !== undefined) {
      const error = this.#failure;
      this.#failure = undefined;
      throw error;
    }
    if (this.#state === "left" || this.#pending) return undefined;
    const past = this.#past.shift();
    if (past) return past;
    const { window, slowConsumer } = this.#fanout;
    if (slowConsumer === "latest") this.#skipTo(Math.max(this.#position, window.next - 1));
    else if (this.#isBehind) return new ChannelGap(this.#skipTo(window.first));
    if (this.#position >= window.next) return undefined;
    const event = window.at(this.#position);
    this.moveTo(this.#position + 1);
    return event;
  }

  /** The events that are there as one chunk of some size at most; the same chunk for all who stand at the same place. */
  takeChunk(encode: Encode): Uint8Array | undefined {
    const pieces: Uint8Array[] = [];
    for (let size = 0; size < chunkSize;) {
      if (pieces.length === 0 && this.#isInStep) {
        const { chunk, next } = this.#fanout.batch(this.#position, encode);
        this.moveTo(next);
        return chunk;
      }
      const event = this.take();
      if (!event) break;
      const piece = encode(event);
      size += piece.length;
      pieces.push(piece);
    }
    return pieces.length > 0 ? joinBytes(pieces) : undefined;
  }

  /** Events up to a position have been taken. */
  moveTo(position: number): void {
    this.#position = position;
    if (this.#fanout.slowConsumer === "block") this.#fanout.progressed();
  }

  next(): Promise<Step<T>> {
    const step = this.#step();
    if (step) return step;
    const waiting = Promise.withResolvers<Step<T>>();
    this.#waiting.push(waiting);
    return waiting.promise;
  }

  return(): Promise<Step<T>> {
    this.#leave();
    return Promise.resolve(done);
  }

  throw(error: unknown): Promise<Step<T>> {
    this.#leave();
    return Promise.reject(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#leave();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get #isBehind(): boolean {
    return this.#position < this.#fanout.window.first;
  }

  /** Whether the next thing to take is an event in the window, as it is for all who stand there. */
  get #isInStep(): boolean {
    const { window, slowConsumer } = this.#fanout;
    return (
      this.#state !== "left" &&
      !this.#pending &&
      this.#past.length === 0 &&
      this.#position >= window.first &&
      this.#position < window.next &&
      slowConsumer !== "latest"
    );
  }

  #step(): Promise<Step<T>> | undefined {
    try {
      const event = this.take();
      if (event) return Promise.resolve({ done: false, value: event });
    } catch (error) {
      return Promise.reject(error);
    }
    if (!this.isOver || this.#pending) return undefined;
    this.#leave();
    return Promise.resolve(done);
  }

  #join({ events, missed }: Replay<T>): void {
    if (this.#state === "left") return;
    if (missed !== 0) this.#past.push(new ChannelGap(missed));
    for (const event of events) this.#past.push(event);
    // What came while the past was asked for is in both.
    const last = events.at(-1);
    const position = last ? this.#fanout.window.find(last.id) : -1;
    if (position >= this.#position) this.moveTo(position + 1);
  }

  #skipTo(position: number): number {
    const skipped = position - this.#position;
    this.#missed += skipped;
    if (skipped > 0) this.moveTo(position);
    return skipped;
  }

  #fail(error: unknown): void {
    if (this.#state === "left") return;
    this.#failure = error;
    this.#leave();
  }

  /** Takes nothing more, and holds nothing of the channel nor the channel anything of it. */
  readonly #leave = (): void => {
    if (this.#state === "left") return;
    this.#state = "left";
    this.#past = [];
    this.#pending = undefined;
    this.#signal?.removeEventListener("abort", this.#leave);
    this.#signal = undefined;
    this.#fanout.leave(this);
    this.advance();
  };
}
