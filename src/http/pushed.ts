import type { Chunk, Chunks } from "./engine.ts";

/** A place for chunks that come of themselves. */
export interface Sink {
  /** Takes a chunk; `false` when the next one must wait for `resume`. */
  write(chunk: Chunk): boolean;
  /** Nothing more will come. */
  end(): void;
  /** Nothing more will come, and that is a failure: what was written is sent, and the connection is cut. */
  fail(error: unknown): void;
  /** Cuts the connection at once, as if the client had left: it has not taken what it was sent. */
  drop(): void;
}

/**
 * Chunks that come of themselves: an engine that can take them so need not ask for each, with a promise. Any engine may pull
 * them all the same. `return()` is called when the client has left.
 */
export interface PushedChunks extends AsyncIterableIterator<Chunk> {
  /** The very same chunks go to others, too. */
  readonly isShared: boolean;
  /** Hands chunks to a sink from now on. */
  pushInto(sink: Sink): void;
  /** The sink can take more. */
  resume(): void;
}

/** The chunks can be pushed. */
export function isPushed(chunks: Chunks): chunks is PushedChunks {
  return "pushInto" in chunks;
}
