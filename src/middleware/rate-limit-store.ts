/** So many requests in so many seconds, which come back one by one. */
export interface Quota {
  readonly limit: number;
  /** Seconds. */
  readonly window: number;
}

/** What became of one request; times are in seconds. */
export interface Taken {
  readonly allowed: boolean;
  /** How many more could come at once. */
  readonly remaining: number;
  /** Until the whole quota is there again. */
  readonly reset: number;
  /** Until one more is allowed; 0 where it is already. */
  readonly retryAfter: number;
}

/** Where rate limits are kept, such as a database that several processes share. */
export interface RateLimitStore {
  /** Counts one request of `key`, where the quota allows it; at once for all who ask at the same time. */
  take(key: string, quota: Quota): Taken | Promise<Taken>;
}

/** What a store in memory holds, and how it tells the time. */
export interface MemoryRateLimitOptions {
  /** Beyond so many keys, the one that has been quiet for longest is forgotten; 100,000 by default. */
  readonly maxKeys?: number;
  /** The time in seconds, from any beginning. */
  readonly now?: () => number;
}

/**
 * Keeps rate limits in this process: for each key the time at which its whole quota is there again (the generic cell rate
 * algorithm), so that what was taken comes back evenly and no window has an edge to burst at.
 */
export class MemoryRateLimitStore implements RateLimitStore {
  readonly #full = new Map<string, number>();
  readonly #maxKeys: number;
  readonly #now: () => number;

  constructor({ maxKeys = 100_000, now = () => performance.now() / 1000 }: MemoryRateLimitOptions = {}) {
    this.#maxKeys = maxKeys;
    this.#now = now;
  }

  /** How many keys are held. */
  get size(): number {
    return this.#full.size;
  }

  take(key: string, { limit, window }: Quota): Taken {
    const now = this.#now();
    const each = window / limit;
    const full = Math.max(this.#full.get(key) ?? 0, now);
    const after = full + each;
    // A hair's breadth of tolerance: the times are sums of fractions.
    const allowed = after - now <= window * (1 + 1e-9);
    const held = allowed ? after : full;
    if (allowed) this.#hold(key, after, now);
    return {
      allowed,
      remaining: Math.max(0, Math.floor((window - (held - now)) / each + 1e-9)),
      reset: held - now,
      retryAfter: Math.max(0, held - now - (window - each)),
    };
  }

  /** Keys stand in the order of their last request, so that those to forget come first. */
  #hold(key: string, full: number, now: number): void {
    this.#full.delete(key);
    this.#full.set(key, full);
    for (const [oldest, time] of this.#full) {
      if (time > now && this.#full.size <= this.#maxKeys) break;
      this.#full.delete(oldest);
    }
  }
}
