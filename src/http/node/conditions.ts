import { setTimeout as sleep } from "node:timers/promises";

/** Ends something that would go on; is given the milliseconds until it is cut. */
export type Ending = (milliseconds: number) => void;

/** Endings follow each other at this distance, in milliseconds, or faster where there are many: each brings a client back. */
const pace = 5;

/** What all exchanges of one server share. */
export class Conditions {
  /** Milliseconds. */
  readonly bodyTimeout: number;
  /** Milliseconds. */
  readonly writeTimeout: number;
  readonly #endings = new Set<Ending>();
  #deadline: number | undefined = undefined;
  #isEnding = false;

  constructor(bodyTimeout: number, writeTimeout: number) {
    this.bodyTimeout = bodyTimeout;
    this.writeTimeout = writeTimeout;
  }

  /** The server is stopping: connections end with the response under way. */
  get closing(): boolean {
    return this.#deadline !== undefined;
  }

  /** Calls back when the server stops, unless the function that is returned is called before. */
  onStop(ending: Ending): () => void {
    this.#endings.add(ending);
    if (this.closing && !this.#isEnding) void this.#endAll();
    return () => this.#endings.delete(ending);
  }

  /** Ends what can be ended, spread over the first half of the time until everything is cut. */
  stop(milliseconds: number): void {
    this.#deadline = performance.now() + milliseconds;
    void this.#endAll();
  }

  async #endAll(): Promise<void> {
    this.#isEnding = true;
    const half = Math.max(1, this.#left / 2);
    const share = Math.ceil((this.#endings.size * pace) / Math.min(half, this.#endings.size * pace));
    while (this.#endings.size > 0) {
      for (const ending of [...this.#endings].slice(0, share)) {
        this.#endings.delete(ending);
        ending(this.#left);
      }
      if (this.#endings.size > 0) await sleep(pace);
    }
    this.#isEnding = false;
  }

  get #left(): number {
    return Math.max(0, (this.#deadline ?? Infinity) - performance.now());
  }
}
