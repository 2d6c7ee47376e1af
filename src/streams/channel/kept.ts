import type { ChannelEvent } from "./event.ts";

/** How much is kept at most. */
export interface Limits {
  readonly items: number;
  readonly bytes: number;
}

/** The newest events in order, within limits; each has a position, which never changes. */
export class Kept<T> {
  readonly #limits: Limits;
  readonly #events: (ChannelEvent<T> | undefined)[] = [];
  /** Where the oldest event stands in that array. */
  #head = 0;
  #first = 0;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** The position of the oldest event that is kept. */
  get first(): number {
    return this.#first;
  }

  /** The position that the next event will have. */
  get next(): number {
    return this.#first + this.#events.length - this.#head;
  }

  /** Whether nothing can be added without letting the oldest event go. */
  get isFull(): boolean {
    return this.next - this.#first >= this.#limits.items || this.#bytes >= this.#limits.bytes;
  }

  /** The event at a position from `first` to before `next`. */
  at(position: number): ChannelEvent<T> {
    return this.#events[this.#head + position - this.#first] as ChannelEvent<T>;
  }

  /** The position of the event with an id; -1 where none has it. The newest are looked at first. */
  find(id: string): number {
    for (let position = this.next - 1; position >= this.#first; position--)
      if (this.at(position).id === id) return position;
    return -1;
  }

  /** The events from a position on, oldest first. */
  from(position: number): readonly ChannelEvent<T>[] {
    return this.#events.slice(this.#head + position - this.#first) as ChannelEvent<T>[];
  }

  /** Adds an event and lets go of the oldest beyond the limits; the newest stays, however large, where any may. */
  add(event: ChannelEvent<T>): void {
    this.#events.push(event);
    this.#bytes += event.size;
    const { items, bytes } = this.#limits;
    while (this.next - this.#first > items || (this.#bytes > bytes && this.next - this.#first > 1))
      this.#drop();
  }

  #drop(): void {
    this.#bytes -= this.at(this.#first).size;
    this.#events[this.#head] = undefined;
    this.#head += 1;
    this.#first += 1;
    if (this.#head < 64 || this.#head * 2 < this.#events.length) return;
    this.#events.splice(0, this.#head);
    this.#head = 0;
  }
}
