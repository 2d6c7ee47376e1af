import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Chunk } from "../engine.ts";
import type { PushedChunks, Sink } from "../pushed.ts";
import { Stall } from "./stall.ts";

/** Writes a chunk; `false` when the next one must wait for the network. */
export type WriteChunk = (chunk: Chunk) => boolean;

/**
 * Sends chunks that come of themselves until they end or the client leaves; `cut` ends a connection so that the client sees
 * that more was to come.
 */
export function pushInto(
  response: ServerResponse,
  socket: Socket,
  chunks: PushedChunks,
  write: WriteChunk,
  cut: () => void,
  writeTimeout: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sink = new ResponseSink(response, socket, write, new Stall(writeTimeout), (error) => {
      cut();
      reject(error);
    });
    const resume = (): void => chunks.resume();
    socket.on("drain", resume);
    response.once("close", () => {
      sink.isClosed = true;
      socket.off("drain", resume);
      chunks.return?.().then(() => resolve(), reject);
    });
    chunks.pushInto(sink);
    // The head goes with the first chunk where there is one already, and ahead of it where there is not.
    if (!sink.isBegun) setImmediate(() => sink.isBegun || response.flushHeaders());
  });
}

class ResponseSink implements Sink {
  isBegun = false;
  isClosed = false;
  readonly #response: ServerResponse;
  readonly #socket: Socket;
  readonly #write: WriteChunk;
  readonly #stall: Stall;
  readonly #fail: (error: unknown) => void;

  constructor(
    response: ServerResponse,
    socket: Socket,
    write: WriteChunk,
    stall: Stall,
    fail: (error: unknown) => void,
  ) {
    this.#response = response;
    this.#socket = socket;
    this.#write = write;
    this.#stall = stall;
    this.#fail = fail;
  }

  write(chunk: Chunk): boolean {
    if (this.isClosed || chunk.length === 0) return true;
    if (this.#stall.isOver(this.#socket)) {
      this.drop();
      return false;
    }
    this.isBegun = true;
    return this.#write(chunk);
  }

  end(): void {
    this.isBegun = true;
    this.#response.end();
  }

  fail(error: unknown): void {
    this.isBegun = true;
    this.#fail(error);
  }

  drop(): void {
    this.#socket.destroy();
  }
}

/**
 * Writes chunks that go to others, too, straight to the socket, each in a frame that is made once for all of them:
 * `response.write` would make three writes of it, each time.
 */
export function sharedWriter(response: ServerResponse, socket: Socket): WriteChunk {
  let isBegun = false;
  return (chunk) => {
    if (!isBegun) response.flushHeaders();
    isBegun = true;
    return socket.write(response.chunkedEncoding ? framed(chunk) : chunk);
  };
}

const frames = new WeakMap<Uint8Array, Uint8Array>();

/** A chunk as HTTP/1.1 frames it (RFC 9112 section 7.1); the same one for the same bytes. */
function framed(chunk: Chunk): Uint8Array | string {
  if (typeof chunk === "string") return `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`;
  let frame = frames.get(chunk);
  if (!frame) {
    const head = `${chunk.length.toString(16)}\r\n`;
    const bytes = Buffer.allocUnsafeSlow(head.length + chunk.length + 2);
    bytes.write(head, "latin1");
    bytes.set(chunk, head.length);
    bytes.write("\r\n", head.length + chunk.length, "latin1");
    frames.set(chunk, bytes);
    frame = bytes;
  }
  return frame;
}
