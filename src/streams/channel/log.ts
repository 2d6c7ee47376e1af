import { ChannelEvent, type PublishOptions } from "./event.ts";
import { Kept, type Limits } from "./kept.ts";

/** Events that a subscriber has not seen. */
export interface Replay<T> {
  /** Oldest first. */
  readonly events: readonly ChannelEvent<T>[];
  /** How many that came before those are gone; `undefined` where that is not known. */
  readonly missed: number | undefined;
}

/**
 * Where a channel keeps what was published. The one here is in memory; one in a database would join the channels of
 * several processes, and outlive them.
 */
export interface ChannelLog<T> {
  /** Adds an event at the end; one without an id is given one that no other event has. Settles when the event is kept. */
  append(data: T, options: PublishOptions): Promise<void> | void;

  /** Tells of each event that is appended from now on, here or elsewhere, once and in the order of the log. */
  follow(listener: (event: ChannelEvent<T>) => void): void;

  /** What came after the event with an id. Where that is not kept, all that is kept. */
  after(id: string): Promise<Replay<T>> | Replay<T>;

  /** The newest events, at most so many. */
  last(count: number): Promise<Replay<T>> | Replay<T>;

  /** Nothing will be appended any more, and nobody is told of anything; what is kept can still be asked for. */
  close(): void;
}

/** The newest events, in the memory of this process. Their ids are `epoch-number`, where each log has an epoch of its own. */
export class MemoryLog<T> implements ChannelLog<T> {
  readonly #kept: Kept<T>;
  readonly #epoch: string = crypto.randomUUID().slice(0, 8);
  readonly #listeners: ((event: ChannelEvent<T>) => void)[] = [];
  #newest: string | undefined = undefined;

  constructor(limits: Limits) {
    this.#kept = new Kept(limits);
  }

  append(data: T, { event, id }: PublishOptions): void {
    const published = new ChannelEvent(data, id ?? `${this.#epoch}-${this.#kept.next}`, event);
    this.#kept.add(published);
    this.#newest = published.id;
    for (const listener of this.#listeners) listener(published);
  }

  follow(listener: (event: ChannelEvent<T>) => void): void {
    this.#listeners.push(listener);
  }

  after(id: string): Replay<T> {
    if (id === this.#newest) return { events: [], missed: 0 };
    const position = this.#kept.find(id);
    if (position >= 0) return { events: this.#kept.from(position + 1), missed: 0 };
    return { events: this.#kept.from(this.#kept.first), missed: this.#missedSince(id) };
  }

  last(count: number): Replay<T> {
    const { first, next } = this.#kept;
    return { events: this.#kept.from(Math.max(first, next - count)), missed: 0 };
  }

  close(): void {
    this.#listeners.length = 0;
  }

  /** An id of ours tells how many events came between it and the oldest that is kept. */
  #missedSince(id: string): number | undefined {
    const [epoch, number = ""] = id.split("-");
    if (epoch !== this.#epoch || !/^\d{1,15}$/.test(number)) return undefined;
    const missed = this.#kept.first - Number(number) - 1;
    return missed >= 0 ? missed : undefined;
  }
}
