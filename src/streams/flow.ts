import type { Chunk } from "../http/engine.ts";

/** The items of one response on their way out as chunks. */
export interface Flow extends AsyncIterableIterator<Chunk> {
  /** Whether nothing will come, now or for whoever asks again; absent where that is not known. */
  readonly isSpent?: boolean;
  /** Waits for the first chunk, for some milliseconds at most; gives whether it is there. Throws what came in its place. */
  prime(patience: number): Promise<boolean>;
  /** Sends `beat` in each silence of some milliseconds, and first of all where `now` says so. */
  keepAlive(beat: Chunk, milliseconds: number, now: boolean): void;
  /** Ends as if the source had ended, with `last` after what is ready. */
  end(last?: Chunk): void;
  /** Ends as if the source had thrown `error`. */
  fail(error: unknown): void;
  /** Lets the source go at once, with whatever is still to be sent. */
  leave(): void;
  /** Resolves when the source has ended; rejects with what its clean-up threw. */
  released(): Promise<void>;
}
