import type { Chunk } from "../http/engine.ts";

/** The same chunks, and `beat` between them whenever none has come for `seconds`. */
export function withHeartbeat(
  chunks: AsyncIterableIterator<Chunk>,
  beat: Chunk,
  seconds: number,
): AsyncIterableIterator<Chunk> {
  let pending: Promise<IteratorResult<Chunk>> | undefined;
  return {
    async next() {
      pending ??= chunks.next();
      const step = await settledWithin(pending, seconds * 1000);
      if (!step) return { done: false, value: beat };
      pending = undefined;
      return step;
    },
    async return() {
      await chunks.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The promise's value if it settles within some milliseconds, else `undefined`; its rejection is thrown. */
export async function settledWithin<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
