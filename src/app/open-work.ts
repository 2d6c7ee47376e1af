/** What goes on for requests beyond a synchronous answer: handlers, streams, clean-up. A stop can wait for it. */
export class OpenWork {
  readonly #open = new Set<Promise<unknown>>();
  readonly #others = new Set<() => Promise<void>>();

  /** Takes in work that does not reject. */
  add(work: Promise<unknown>): void {
    this.#open.add(work);
    void work.then(() => this.#open.delete(work));
  }

  /** Waits from now on for that of another app, too. */
  include(settled: () => Promise<void>): void {
    this.#others.add(settled);
  }

  /** Resolves when nothing is open any more. */
  async settled(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
    await Promise.all(Array.from(this.#others, (settled) => settled()));
  }
}
