/** A sequence that is pulled: what a generator, a `ReadableStream` or an array is. */
export type Items<T = unknown> = AsyncIterable<T> | Iterable<T>;

/** One step of a source: an item, or the end. */
export type SourceStep<T = unknown> = IteratorResult<T, unknown>;

/** An iterator, asynchronous or not. */
export interface Source<T = unknown> {
  next(): Promise<SourceStep<T>> | SourceStep<T>;
  return?(value?: unknown): Promise<SourceStep<T>> | SourceStep<T>;
  throw?(error?: unknown): Promise<SourceStep<T>> | SourceStep<T>;
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
 * The iterator of a sequence, whichever kind it is. Streams of the web and of Node.js end at once when they are returned,
 * also while something is read from them: their own iterators would wait for that.
 */
export function sourceOf<T>(items: Items<T>): Source<T> {
  if ("getReader" in items) return webStream(items as unknown as ReadableStream<T>);
  if (isNodeStream(items)) return nodeStream(items);
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}

function webStream<T>(stream: ReadableStream<T>): Source<T> {
  let reader: ReadableStreamDefaultReader<T> | undefined;
  return {
    next() {
      reader ??= stream.getReader();
      return reader.read();
    },
    async return() {
      await (reader ?? stream).cancel();
      return { done: true, value: undefined };
    },
  };
}

interface NodeStream<T> extends AsyncIterable<T> {
  destroy(error?: Error): unknown;
}

function isNodeStream<T>(items: Items<T>): items is NodeStream<T> {
  return "destroy" in items && typeof items.destroy === "function" && "pipe" in items;
}

function nodeStream<T>(stream: NodeStream<T>): Source<T> {
  const iterator = stream[Symbol.asyncIterator]();
  let isLeft = false;
  return {
    next: () =>
      iterator.next().catch((error: unknown) => {
        if (isLeft && isPrematureClose(error)) return { done: true, value: undefined };
        throw error;
      }),
    async return() {
      isLeft = true;
      stream.destroy();
      return { done: true, value: undefined };
    },
  };
}

/** What a read that was under way is told when its stream is destroyed. */
function isPrematureClose(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
