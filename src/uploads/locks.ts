/**
 * One request at a time for each upload. A request that comes while another holds it asks that one to let go: a client comes
 * back when its connection has broken, often before the server has noticed.
 */
export class Locks {
  readonly #held = new Map<string, { readonly release: () => void; readonly over: Promise<void> }>();

  /** Whether a request is at work on `id`. */
  isHeld(id: string): boolean {
    return this.#held.has(id);
  }

  /** Runs `work` as the only one for `id`; its signal is aborted when somebody else asks for the same. */
  async hold<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (let held = this.#held.get(id); held; held = this.#held.get(id)) {
      held.release();
      await held.over;
    }
    const controller = new AbortController();
    const { promise: over, resolve } = Promise.withResolvers<void>();
    this.#held.set(id, { release: () => controller.abort(), over });
    try {
      return await work(controller.signal);
    } finally {
      this.#held.delete(id);
      resolve();
    }
  }
}
