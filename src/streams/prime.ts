import type { Chunk } from "../http/engine.ts";
import { settledWithin } from "./heartbeat.ts";

/**
 * Pulls the first chunk, so that an error before it can still decide the status, and gives back the whole sequence. A
 * first chunk that takes longer than `patience` milliseconds is not waited for any more: it comes when it comes.
 */
export async function prime(
  chunks: AsyncIterableIterator<Chunk>,
  patience: number,
): Promise<AsyncIterableIterator<Chunk>> {
  const first = chunks.next();
  await settledWithin(first, patience);
  let given = false;
  const primed: AsyncIterableIterator<Chunk> = {
    next(): Promise<IteratorResult<Chunk>> {
      if (given) return chunks.next();
      given = true;
      return first;
    },
    async return(): Promise<IteratorResult<Chunk>> {
      await chunks.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return primed;
    },
  };
  return primed;
}
