import { promisify } from "node:util";
import * as zlib from "node:zlib";
import type { Chunk, Chunks } from "../http/engine.ts";

/** A content coding (RFC 9110 section 8.4.1), as `Content-Encoding` names it. */
export type ContentCoding = "zstd" | "br" | "gzip";

type Compressor = zlib.Gzip | zlib.BrotliCompress | zlib.ZstdCompress;

interface Coder {
  /** One for a stream: smaller than usual, since there is one for each that is open. */
  create(): Compressor;
  whole(bytes: Chunk): Promise<Uint8Array>;
  /** What makes everything that was written come out. */
  readonly flush: number;
}

const { constants } = zlib;
const gzip = promisify<zlib.InputType, zlib.ZlibOptions, Uint8Array>(zlib.gzip);
const brotli = promisify<zlib.InputType, zlib.BrotliOptions, Uint8Array>(zlib.brotliCompress);

const coders: Readonly<Record<ContentCoding, Coder | undefined>> = {
  zstd: zstdCoder(),
  br: {
    create: () =>
      zlib.createBrotliCompress({
        params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 14 },
      }),
    // The usual quality is for what is compressed once and sent often.
    whole: (bytes) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
    flush: constants.BROTLI_OPERATION_FLUSH,
  },
  gzip: {
    create: () => zlib.createGzip({ windowBits: 13, memLevel: 5 }),
    whole: (bytes) => gzip(bytes, {}),
    flush: constants.Z_SYNC_FLUSH,
  },
};

/** Other runtimes than Node.js may not have it. */
function zstdCoder(): Coder | undefined {
  if (typeof zlib.createZstdCompress !== "function") return undefined;
  const zstd = promisify<zlib.InputType, Uint8Array>(zlib.zstdCompress);
  return {
    create: () =>
      zlib.createZstdCompress({
        params: {
          [constants.ZSTD_c_compressionLevel]: 1,
          [constants.ZSTD_c_windowLog]: 16,
          [constants.ZSTD_c_hashLog]: 13,
        },
      }),
    whole: (bytes) => zstd(bytes),
    flush: constants.ZSTD_e_flush,
  };
}

/** The codings that this runtime has, the one that compresses best for its time first. */
export function availableCodings(): readonly ContentCoding[] {
  const all: readonly ContentCoding[] = ["zstd", "br", "gzip"];
  return all.filter((coding) => coders[coding]);
}

function coderOf(coding: ContentCoding): Coder {
  const coder = coders[coding];
  if (!coder) throw new TypeError(`this runtime cannot compress by "${coding}"`);
  return coder;
}

/** Compresses a body that is sent at once. */
export function compressWhole(bytes: Chunk, coding: ContentCoding): Promise<Uint8Array> {
  return coderOf(coding).whole(bytes);
}

/** A sequence of chunks compressed: what came in with one chunk has gone out before the next is pulled. */
export class CompressedChunks implements AsyncIterableIterator<Chunk> {
  readonly #source: AsyncIterator<Chunk> | Iterator<Chunk>;
  readonly #coder: Coder;
  #compressor: Compressor | undefined = undefined;
  #pieces: Uint8Array[] = [];
  #over = false;

  constructor(chunks: Chunks, coding: ContentCoding) {
    this.#source =
      Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
    this.#coder = coderOf(coding);
  }

  async next(): Promise<IteratorResult<Chunk>> {
    try {
      while (!this.#over) {
        const step = await this.#source.next();
        if (this.#over) break;
        if (step.done) this.#over = true;
        const bytes = await (step.done ? this.#rest() : this.#add(step.value));
        if (bytes.length > 0) return { done: false, value: bytes };
      }
      return { done: true, value: undefined };
    } catch (error) {
      this.#free();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<Chunk>> {
    this.#free();
    await this.#source.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #add(chunk: Chunk): Promise<Uint8Array> {
    if (chunk.length === 0) return new Uint8Array();
    const compressor = this.#begun();
    await settled(compressor, (resolve) => {
      compressor.write(chunk);
      compressor.flush(this.#coder.flush, resolve);
    });
    // What a flush has made may still wait for its event.
    while (compressor.read() !== null);
    return this.#taken();
  }

  async #rest(): Promise<Uint8Array> {
    const compressor = this.#begun();
    await settled(compressor, (resolve) => {
      compressor.once("end", resolve);
      compressor.end();
    });
    return this.#taken();
  }

  #begun(): Compressor {
    if (!this.#compressor) {
      this.#compressor = this.#coder.create();
      this.#compressor.on("data", (piece: Uint8Array) => this.#pieces.push(piece));
    }
    return this.#compressor;
  }

  #taken(): Uint8Array {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    return bytes;
  }

  /** What the compressor holds is outside of the heap, and is given back at once. */
  #free(): void {
    this.#over = true;
    this.#compressor?.destroy();
  }
}

/** Resolves with what is begun, or when the compressor is destroyed under way; rejects where that fails. */
function settled(compressor: Compressor, begin: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => done(resolve);
    const fail = (error: Error): void => done(() => reject(error));
    const done = (settle: () => void): void => {
      compressor.off("close", leave).off("error", fail);
      settle();
    };
    compressor.once("close", leave).once("error", fail);
    begin(leave);
  });
}
