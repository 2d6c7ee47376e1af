import type { ChannelEvent, PublishOptions } from "./event.ts";
import { Fanout, type SlowConsumer } from "./fanout.ts";
import { ChannelItems } from "./items.ts";
import type { Limits } from "./kept.ts";
import { type ChannelLog, MemoryLog } from "./log.ts";
import { ChannelSubscription, type Subscription } from "./subscription.ts";

/** How a channel keeps and passes on what is published. */
export interface ChannelOptions<T> {
  /** What is kept for those who come later: the newest 100 events and 1 MiB by default, each of which may be set. */
  readonly replay?: Partial<Limits>;
  /** How far a subscriber may fall behind: 1,000 events and 1 MiB by default, each of which may be set. */
  readonly buffer?: Partial<Limits>;
  /** What is done about a subscriber who falls behind by more; `disconnect` by default. */
  readonly slowConsumer?: SlowConsumer;
  /** Keeps the events in place of the memory of this process; `replay` says nothing then. */
  readonly log?: ChannelLog<T>;
}

/** What a subscriber asks for. */
export interface SubscribeOptions {
  /** Leaves when it is aborted. */
  readonly signal?: AbortSignal;
  /** The id of the last event that was received: what came after it is given first, after a gap where some is gone. */
  readonly lastEventId?: string | undefined;
  /** How many of the newest events are given first where there is no `lastEventId`; none by default. */
  readonly replay?: number;
}

/** Somebody published to a channel that is closed. */
export class ChannelClosedError extends Error {
  override readonly name = "ChannelClosedError";

  constructor() {
    super("the channel is closed");
  }
}

/**
 * Passes what is published on to all who subscribe, in order. What it holds is bounded, in events and in bytes; an event is
 * encoded once, however many are sent it.
 */
export class Channel<T> {
  readonly #log: ChannelLog<T>;
  readonly #fanout: Fanout<T>;
  /** The last publication that had to wait. */
  #line: Promise<void> | undefined = undefined;
  #isClosed = false;

  constructor(options: ChannelOptions<T> = {}) {
    const { replay, buffer, slowConsumer = "disconnect" } = options;
    const bytes = 1024 * 1024;
    this.#fanout = new Fanout(checked("buffer", 1, { items: 1000, bytes, ...buffer }), slowConsumer);
    this.#log = options.log ?? new MemoryLog(checked("replay", 0, { items: 100, bytes, ...replay }));
    this.#log.follow((event: ChannelEvent<T>) => this.#fanout.add(event));
  }

  /** How many subscribers there are. */
  get size(): number {
    return this.#fanout.size;
  }

  /**
   * Adds an item at the end. The promise says when to publish more: at once, or when the subscribers, or under `block` the
   * slowest of them, have taken what there is; a loop should wait for it. Throws a `ChannelClosedError` after `close`, and a
   * `TypeError` for an event or an id of several lines. Rejects with what a log throws.
   */
  publish(item: T, options: PublishOptions = {}): Promise<void> {
    if (this.#isClosed) throw new ChannelClosedError();
    if (this.#fanout.slowConsumer !== "block")
      return this.#log.append(item, options) ?? this.#fanout.room() ?? settled;
    if (!this.#line && !this.#fanout.room()) return this.#log.append(item, options) ?? settled;
    const published = this.#publishInTurn(item, options, this.#line);
    const line = published
      .catch(() => undefined)
      .then(() => {
        if (this.#line === line) this.#line = undefined;
      });
    this.#line = line;
    return published;
  }

  /** Takes part from now on, and in so much of the past as is asked for. */
  subscribe(options: SubscribeOptions = {}): Subscription<T> {
    return this.#join(options);
  }

  /** Takes part in the same way, in the items alone: for handlers that yield items in whatever format, and for WebSockets. */
  items(options: SubscribeOptions = {}): AsyncGenerator<T, void, undefined> {
    return new ChannelItems(this.#join(options));
  }

  /** Ends: subscribers are given what has been published, and then no more. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#fanout.close();
    this.#log.close();
  }

  #join(options: SubscribeOptions): ChannelSubscription<T> {
    const { signal, lastEventId, replay = 0 } = options;
    const subscription = new ChannelSubscription(this.#fanout);
    if (this.#isClosed) subscription.end();
    if (lastEventId !== undefined) subscription.precede(this.#log.after(lastEventId));
    else if (replay > 0) subscription.precede(this.#log.last(replay));
    if (signal) subscription.until(signal);
    return subscription;
  }

  async #publishInTurn(item: T, options: PublishOptions, before: Promise<void> | undefined): Promise<void> {
    await before;
    if (!this.#isClosed) await this.#fanout.room();
    if (this.#isClosed) throw new ChannelClosedError();
    await this.#log.append(item, options);
  }
}

const settled = Promise.resolve();

function checked(name: string, least: number, limits: Limits): Limits {
  for (const limit of ["items", "bytes"] as const)
    if (!(limits[limit] >= least)) throw new RangeError(`${name}.${limit} must be ${least} or more`);
  return limits;
}
