import type { Byteranges } from "../http/byteranges.ts";
import type { Chunk, Chunks } from "../http/engine.ts";
import { lend } from "../http/lent.ts";
import { type ByteRange, lengthOf } from "../http/range.ts";
import type { OpenFile } from "./open-file.ts";

/** How many bytes one read asks for. */
const least = 64 * 1024;
const most = 1024 * 1024;

/** Reads grow while the network takes them in less, and shrink while it needs more, of these milliseconds. */
const quick = 10;
const slow = 80;

/** One part of a file: its bytes where they are few, a sequence that reads as it is pulled where they are many. */
export function partOf(file: OpenFile, range: ByteRange): Promise<Uint8Array> | Chunks {
  return lengthOf(range) > least ? readThrough(file, range) : readAtOnce(file, range);
}

/** Several parts of a file, framed. */
export async function* partsOf(file: OpenFile, { parts, end }: Byteranges): AsyncGenerator<Chunk> {
  for (const { head, range } of parts) {
    yield head;
    if (lengthOf(range) > least) yield* readThrough(file, range);
    else yield readAtOnce(file, range);
  }
  yield end;
}

async function readAtOnce(file: OpenFile, range: ByteRange): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(lengthOf(range));
  let filled = 0;
  while (filled < bytes.length) filled += await file.read(bytes.subarray(filled), range.first + filled);
  return bytes;
}

/**
 * Reads one piece ahead, so that the disk and the network work at the same time. A client that takes little costs small
 * pieces; for one that takes much, large ones save turns.
 */
async function* readThrough(file: OpenFile, { first, last }: ByteRange): AsyncGenerator<Uint8Array> {
  const buffers = new Buffers();
  let size = least;
  let position = first;
  const read = (): Promise<Piece> => buffers.fill(file, position, size, last);
  let ahead = read();
  while (position <= last) {
    const piece = await ahead;
    if ("error" in piece) throw piece.error;
    position += piece.bytes.length;
    if (position <= last) ahead = read();
    const offered = performance.now();
    yield piece.bytes;
    const taken = performance.now() - offered;
    if (taken < quick) size = Math.min(size * 2, most);
    else if (taken > slow) size = Math.max(size / 2, least);
  }
}

/** A read that nobody waits for any more must not fail on its own. */
type Piece = { readonly bytes: Uint8Array } | { readonly error: unknown };

/** The buffers of one response: written over when the network has taken what was in them. */
class Buffers {
  readonly #free: Buffer[] = [];

  /** Reads on from `position`, as far as a buffer of this size and the last byte allow. */
  async fill(file: OpenFile, position: number, size: number, last: number): Promise<Piece> {
    let buffer = this.#free.pop();
    if (buffer?.length !== size) buffer = Buffer.allocUnsafeSlow(size);
    const whole = buffer;
    try {
      const filled = await file.read(whole.subarray(0, last - position + 1), position);
      return { bytes: lend(whole.subarray(0, filled), () => this.#free.push(whole)) };
    } catch (error) {
      return { error };
    }
  }
}
