import { soon } from "../../http/turn.ts";
import { type Batch, Batches, type Encode } from "./batches.ts";
import type { ChannelEvent } from "./event.ts";
import { Kept, type Limits } from "./kept.ts";

/**
 * What a channel does about a subscriber who has fallen behind by more than its buffer: `block` holds the publisher,
 * `disconnect` ends the subscriber, `drop-oldest` leaves out what it has missed and says so; with `latest` a subscriber
 * is only ever given the newest event.
 */
export type SlowConsumer = "block" | "disconnect" | "latest" | "drop-oldest";

/** A subscriber who could not keep up, under the policy `disconnect`. */
export class SlowConsumerError extends Error {
  override readonly name = "SlowConsumerError";

  constructor() {
    super("the subscriber has fallen behind by more than the channel's buffer holds");
  }
}

/** Somebody who is told of events. */
export interface Subscriber {
  /** The position of the next event that is taken. */
  readonly position: number;
  /** There is more to take. */
  advance(): void;
  /** Nothing more will come than what has. */
  end(): void;
}

/**
 * The live end of a channel: the newest events, once for all subscribers, of whom each has no more than a position. They
 * are told once a turn of the event loop, however many events came in it.
 */
export class Fanout<T> {
  readonly window: Kept<T>;
  readonly slowConsumer: SlowConsumer;
  readonly #subscribers = new Set<Subscriber>();
  /** Publishers wait for it where there is no room. */
  #room: PromiseWithResolvers<void> | undefined = undefined;
  readonly #batches = new WeakMap<Encode, Batches<T>>();
  #told = 0;
  /** Counts the turns in which subscribers were told. */
  #turn = 0;
  #isDue = false;

  constructor(buffer: Limits, slowConsumer: SlowConsumer) {
    this.window = new Kept(buffer);
    this.slowConsumer = slowConsumer;
  }

  get size(): number {
    return this.#subscribers.size;
  }

  /** The events from a position on as one chunk. */
  batch(position: number, encode: Encode): Batch {
    let batches = this.#batches.get(encode);
    if (!batches) {
      batches = new Batches(this.window, encode);
      this.#batches.set(encode, batches);
    }
    return batches.from(position, this.#turn);
  }

  join(subscription: Subscriber): void {
    this.#subscribers.add(subscription);
  }

  leave(subscription: Subscriber): void {
    this.#subscribers.delete(subscription);
    this.progressed();
  }

  /** Takes in an event; the subscribers hear of it at the end of this turn of the event loop. */
  add(event: ChannelEvent<T>): void {
    // What nobody was told of yet must not be let go of.
    if (this.window.isFull && this.window.first >= this.#told) this.tell();
    this.window.add(event);
    if (this.#isDue) return;
    this.#isDue = true;
    soon(() => {
      if (this.#isDue) this.tell();
    });
  }

  tell(): void {
    this.#isDue = false;
    this.#told = this.window.next;
    this.#turn += 1;
    for (const subscription of this.#subscribers) subscription.advance();
    this.progressed();
  }

  /**
   * Resolves when an event can be added with no harm; nothing where that is now. There is no room where so much has come in
   * this turn that subscribers must be told first, or where, under `block`, one of them has not taken the oldest event.
   */
  room(): Promise<void> | undefined {
    if (this.#hasRoom()) return undefined;
    this.#room ??= Promise.withResolvers();
    return this.#room.promise;
  }

  /** A subscriber has taken something, or has left. */
  progressed(): void {
    if (this.#room && this.#hasRoom()) this.#giveRoom();
  }

  close(): void {
    if (this.#isDue) this.tell();
    for (const subscription of this.#subscribers) subscription.end();
    this.#giveRoom();
  }

  #giveRoom(): void {
    const room = this.#room;
    this.#room = undefined;
    room?.resolve();
  }

  #hasRoom(): boolean {
    if (!this.window.isFull) return true;
    if (this.slowConsumer !== "block") return this.window.first < this.#told;
    for (const subscription of this.#subscribers)
      if (subscription.position <= this.window.first) return false;
    return true;
  }
}
