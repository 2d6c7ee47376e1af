import { BodyAborted, type Chunk } from "../http/engine.ts";
import type { PushedChunks, Sink } from "../http/pushed.ts";
import type { Flow } from "./flow.ts";
import { Outlet } from "./outlet.ts";
import { Pulse, type Quiet } from "./pulse.ts";
import { settledWithin } from "./settled-within.ts";
import { type Items, type Source, type SourceStep, sourceOf } from "./source.ts";

/** How items become chunks. */
export interface Encoding {
  encode(item: unknown): Chunk;
  /** What stands after the last item. */
  finish?(): Chunk;
  /** What is sent of a failure, ahead of the cut. */
  fail?(error: unknown): Chunk | undefined;
}

type Step = IteratorResult<Chunk, undefined>;

const ended: Promise<void> = Promise.resolve();

/** A handler that goes on long after its response has ended. */
export class StrandedError extends Error {
  override readonly name = "StrandedError";

  constructor(milliseconds: number) {
    super(
      `a stream has not ended within ${milliseconds} ms of its response: give the handler's signal to what it awaits`,
    );
  }
}

function isLeaving(error: unknown): boolean {
  return error instanceof BodyAborted || (error instanceof Error && error.name === "AbortError");
}

/**
 * The items of one response on their way out: pulled one by one, each a chunk, with heartbeats between them, to an end that
 * comes from the source, from the client, or from us. Whatever ends it, the source is let go, once.
 */
export class Outflow implements Flow, PushedChunks, Quiet {
  readonly isShared = false;
  readonly #source: Source;
  readonly #encoding: Encoding;
  readonly #grace: number;
  readonly #outlet: Outlet = new Outlet(() => this.#ask());
  /** What has ended it in place of a good end. */
  #failure: { readonly error: unknown } | undefined = undefined;
  /** Nothing more is asked of the source. */
  #isOver = false;
  /** The source has been asked for an item that has not come. */
  #isAsked = false;
  #isInNext = false;
  /** Called where something is ready, or never will be. */
  #tell: (() => void) | undefined = undefined;
  #pulse: Pulse | undefined = undefined;
  #beat: Chunk = "";
  /** For the pulse. */
  heard = 0;
  #released: Promise<void> | undefined = undefined;
  /** What the source threw when nobody could be sent a word of it any more. */
  #late: { readonly error: unknown } | undefined = undefined;

  /** `grace` is how long, in milliseconds, the source may take to end once it was let go. */
  constructor(items: Items, encoding: Encoding, grace: number = 10_000) {
    this.#source = sourceOf(items);
    this.#encoding = encoding;
    this.#grace = grace;
  }

  /**
   * Asks for the first chunk and waits for it, for some milliseconds at most; gives whether it is there. Throws the error
   * that came in its place.
   */
  async prime(patience: number): Promise<boolean> {
    this.#ask();
    if (!this.#isSettled) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#tell = resolve;
      await settledWithin(promise, patience);
    }
    if (this.#failure) throw this.#failure.error;
    return this.#isSettled;
  }

  /** Sends `beat` whenever the client has waited some milliseconds for a chunk, and first of all where `now` says so. */
  keepAlive(beat: Chunk, milliseconds: number, now: boolean): void {
    if (this.#isOver) return;
    if (now) this.#outlet.give(beat);
    this.#beat = beat;
    this.#pulse = Pulse.of(milliseconds);
    this.#pulse.join(this);
  }

  beat(): void {
    // Where the client takes nothing, nobody waits, and beats would pile up.
    if (this.#outlet.isOpen) this.#give(this.#beat);
  }

  /** Ends as if the source had ended, with `last` after what is ready. */
  end(last?: Chunk): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (last !== undefined) this.#outlet.give(last);
    this.#close();
    this.#startRelease();
  }

  /** Ends as if the source had thrown `error`. */
  fail(error: unknown): void {
    if (this.#isOver) return;
    this.#failWith(error);
    this.#startRelease();
  }

  /** Lets the source go at once, with whatever is still to be sent; `released` tells how it went. */
  leave(): void {
    this.#outlet.clear();
    this.#failure = undefined;
    this.#close();
    this.#startRelease();
  }

  /**
   * Resolves when the source has ended, by itself or because it was let go. Rejects with what its clean-up threw, or with
   * a `StrandedError` where it has not ended in time.
   */
  released(): Promise<void> {
    return this.#released ?? ended;
  }

  next(): Promise<Step> {
    return this.#outlet.next();
  }

  pushInto(sink: Sink): void {
    this.#outlet.pushInto(sink);
  }

  resume(): void {
    this.#outlet.resume();
  }

  async return(): Promise<Step> {
    this.leave();
    await this.released();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get #isSettled(): boolean {
    return this.#isOver || !this.#outlet.isEmpty;
  }

  #ask(): void {
    if (this.#isAsked || this.#isOver) return;
    this.#isAsked = true;
    this.#isInNext = true;
    try {
      const step = this.#source.next();
      if ("then" in step) step.then(this.#arrived, this.#broken);
      else this.#arrived(step);
    } catch (error) {
      this.#broken(error);
    } finally {
      this.#isInNext = false;
    }
  }

  readonly #arrived = (step: SourceStep): void => {
    this.#isAsked = false;
    if (this.#isOver) return;
    if (step.done) {
      this.#released = ended;
      this.#isOver = true;
      if (this.#encoding.finish) this.#outlet.give(this.#encoding.finish());
      this.#close();
      return;
    }
    let chunk: Chunk;
    try {
      chunk = this.#encoding.encode(step.value);
    } catch (error) {
      this.#refuse(error);
      return;
    }
    this.#give(chunk);
  };

  readonly #broken = (error: unknown): void => {
    this.#isAsked = false;
    if (this.#isOver) {
      // So a source ends that waited on the signal, or for more of the request, when the client leaves.
      if (!isLeaving(error)) this.#late = { error };
    } else {
      this.#released = ended;
      this.#failWith(error);
    }
  };

  /** An item that cannot be encoded: the source is told, so that its clean-up sees why it ends. */
  #refuse(reason: unknown): void {
    // Nothing more is asked of a source that is ending.
    this.#isAsked = true;
    const tell = (): void => {
      if (!this.#isOver) this.#failWith(reason);
    };
    this.#released = this.#throwInto(reason);
    this.#released.then(tell, tell);
  }

  async #throwInto(error: unknown): Promise<void> {
    try {
      if (this.#source.throw) await this.#source.throw(error);
      else await this.#source.return?.();
    } catch (thrown) {
      if (thrown !== error) throw thrown;
    }
  }

  #failWith(error: unknown): void {
    const record = this.#encoding.fail?.(error);
    this.#isOver = true;
    if (record !== undefined) this.#outlet.give(record);
    this.#failure = { error };
    this.#close();
  }

  #give(chunk: Chunk): void {
    if (this.#pulse) this.heard = this.#pulse.now;
    this.#outlet.give(chunk);
    this.#tell?.();
  }

  #close(): void {
    this.#isOver = true;
    this.#pulse?.leave(this);
    this.#tell?.();
    this.#outlet.close(this.#failure);
  }

  #startRelease(): void {
    if (this.#released) return;
    this.#released = this.#release();
    // It is told to whoever asks for it, sooner or later.
    this.#released.catch(() => undefined);
  }

  async #release(): Promise<void> {
    // A generator that is running cannot be returned before it stands at its `yield`.
    if (this.#isInNext) await ended;
    const returned = this.#source.return?.();
    if (returned && "then" in returned && !(await settledWithin(returned, this.#grace)))
      throw new StrandedError(this.#grace);
    if (this.#late) throw this.#late.error;
  }
}
