import type { Chunk } from "../http/engine.ts";

/** A sequence that is pulled: what a generator, a `ReadableStream` or an array is. */
export type Items<T = unknown> = AsyncIterable<T> | Iterable<T>;

/** The iterator of a sequence, whichever kind it is. */
export function iteratorOf<T>(items: Items<T>): AsyncIterator<T> | Iterator<T> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}

/** The value can be pulled from at all, an array or a set included. */
export function isIterable(value: object): value is Items {
  return Symbol.asyncIterator in value || Symbol.iterator in value;
}

/** The value is a sequence to be streamed: an async iterable, or a generator object; not an array, a string or a `Map`. */
export function isItems(value: object): value is Items {
  return Symbol.asyncIterator in value || (Symbol.iterator in value && "next" in value);
}

/**
 * The chunks of a sequence: one for each item. When `encode` throws, the error is thrown into the source, so that its
 * clean-up sees it, and then out of `next`.
 */
export function encodeItems(items: Items, encode: (item: unknown) => Chunk): AsyncIterableIterator<Chunk> {
  const source = iteratorOf(items);
  return {
    async next() {
      const step = await source.next();
      if (step.done) return { done: true, value: undefined };
      try {
        return { done: false, value: encode(step.value) };
      } catch (error) {
        await throwInto(source, error);
        throw error;
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Ends a source with an error; what the source then throws is that error again or one that it caused. */
async function throwInto(source: AsyncIterator<unknown> | Iterator<unknown>, error: unknown): Promise<void> {
  try {
    if (source.throw) await source.throw(error);
    else await source.return?.();
  } catch (thrown) {
    if (thrown !== error) throw thrown;
  }
}
