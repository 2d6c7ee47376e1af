import { setImmediate as turn } from "node:timers/promises";
import type { ChannelEvent, PublishOptions } from "../../../src/streams/channel/event.ts";
import type { Limits } from "../../../src/streams/channel/kept.ts";
import { type ChannelLog, MemoryLog, type Replay } from "../../../src/streams/channel/log.ts";

/** A log that takes its time, as one in a database does: what is asked of it is answered in a later turn. */
export class DelayedLog<T> implements ChannelLog<T> {
  readonly #log: MemoryLog<T>;
  /** Milliseconds are not what matters: events may be told of between the question and its answer. */
  readonly #delay: () => Promise<unknown>;

  constructor(limits: Limits, delay: () => Promise<unknown> = turn) {
    this.#log = new MemoryLog(limits);
    this.#delay = delay;
  }

  async append(data: T, options: PublishOptions): Promise<void> {
    await turn();
    this.#log.append(data, options);
  }

  follow(listener: (event: ChannelEvent<T>) => void): void {
    this.#log.follow(listener);
  }

  async after(id: string): Promise<Replay<T>> {
    await this.#delay();
    return this.#log.after(id);
  }

  async last(count: number): Promise<Replay<T>> {
    await this.#delay();
    return this.#log.last(count);
  }

  close(): void {
    this.#log.close();
  }
}
