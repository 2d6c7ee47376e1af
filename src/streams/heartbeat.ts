/**
 * Calls back whenever nothing was sent for some milliseconds, an eighth of them late at most. The timer is not set anew for
 * each item: it looks at the time of the last one when it fires. It is set to few different times, since Node.js keeps
 * one list for each.
 */
export class Heartbeat {
  readonly #milliseconds: number;
  readonly #beat: () => void;
  #last: number = performance.now();
  #timer: NodeJS.Timeout;

  constructor(milliseconds: number, beat: () => void) {
    this.#milliseconds = milliseconds;
    this.#beat = beat;
    this.#timer = setTimeout(this.#fire, milliseconds);
  }

  /** Something was sent. */
  heard(): void {
    this.#last = performance.now();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  readonly #fire = (): void => {
    // A timer may fire up to a millisecond early.
    const left = this.#milliseconds - (performance.now() - this.#last);
    const isDue = left <= 1;
    if (isDue) this.heard();
    const eighth = this.#milliseconds / 8;
    this.#timer = setTimeout(this.#fire, isDue ? this.#milliseconds : Math.ceil(left / eighth) * eighth);
    if (isDue) this.#beat();
  };
}
