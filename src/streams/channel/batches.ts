import { joinBytes } from "../../http/bytes.ts";
import type { Chunk } from "../../http/engine.ts";
import { ChannelEvent, type Received } from "./event.ts";
import type { Kept } from "./kept.ts";

/** Writes an event as bytes. */
export type Encode = (event: Received<unknown>) => Uint8Array;

/** What one chunk holds at most, in bytes, where that is more than one event. */
export const chunkSize: number = 64 * 1024;

/** How many chunks are remembered at most: those of subscribers who keep up come first. */
const remembered = 32;

/** Events that follow each other as one chunk, and the position after them. */
export interface Batch {
  readonly chunk: Uint8Array;
  readonly next: number;
}

/** The window of a channel as chunks: subscribers at the same place are given the very same one. */
export class Batches<T> {
  readonly #window: Kept<T>;
  readonly #encode: Encode;
  readonly #made = new Map<number, Batch>();
  #turn = 0;

  constructor(window: Kept<T>, encode: Encode) {
    this.#window = window;
    this.#encode = encode;
  }

  /** The events from a position on that fit in a chunk, one at least; chunks of an earlier turn are forgotten. */
  from(position: number, turn: number): Batch {
    if (this.#turn !== turn) {
      this.#turn = turn;
      this.#made.clear();
    }
    let batch = this.#made.get(position);
    if (!batch) {
      batch = this.#make(position);
      if (this.#made.size < remembered) this.#made.set(position, batch);
    }
    return batch;
  }

  #make(position: number): Batch {
    const window = this.#window;
    const pieces: Uint8Array[] = [];
    let next = position;
    for (let size = 0; next < window.next && (size === 0 || size < chunkSize); next++) {
      const piece = this.#encode(window.at(next));
      size += piece.length;
      pieces.push(piece);
    }
    return { chunk: joinBytes(pieces), next };
  }
}

const encoder = new TextEncoder();

/** Encodes each event of a channel once, however many there are to be sent it. */
export function encodeOnce(encode: (event: Received<unknown>) => Chunk): Encode {
  const encoded = new WeakMap<ChannelEvent<unknown>, Uint8Array>();
  const toBytes = (event: Received<unknown>): Uint8Array => {
    const chunk = encode(event);
    return typeof chunk === "string" ? encoder.encode(chunk) : chunk;
  };
  return (event) => {
    if (!(event instanceof ChannelEvent)) return toBytes(event);
    let bytes = encoded.get(event);
    if (!bytes) {
      bytes = toBytes(event);
      encoded.set(event, bytes);
    }
    return bytes;
  };
}
