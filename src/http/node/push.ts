import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Chunk } from "../engine.ts";
import type { PushedChunks, Sink } from "../pushed.ts";
import { Stall } from "./stall.ts";

/**
 * Sends chunks that come of themselves, after the head, until they end or the client leaves; `cut` ends a connection so
 * that the client sees that more was to come. Each chunk goes to the socket as it is, in a frame that is made once for all
 * responses which send that chunk: `response.write` would make three writes of it, each time.
 */
export function pushInto(
  response: ServerResponse,
  socket: Socket,
  chunks: PushedChunks,
  writeTimeout: number,
  cut: () => void,
): Promise<void> {
  response.flushHeaders();
  return new Promise((resolve, reject) => {
    const sink = new SocketSink(response, socket, new Stall(writeTimeout), (error) => {
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
  });
}

class SocketSink implements Sink {
  isClosed = false;
  readonly #response: ServerResponse;
  readonly #socket: Socket;
  readonly #stall: Stall;
  readonly #fail: (error: unknown) => void;

  constructor(response: ServerResponse, socket: Socket, stall: Stall, fail: (error: unknown) => void) {
    this.#response = response;
    this.#socket = socket;
    this.#stall = stall;
    this.#fail = fail;
  }

  write(chunk: Chunk): boolean {
    if (this.isClosed || chunk.length === 0) return true;
    if (this.#stall.isOver(this.#socket)) {
      this.drop();
      return false;
    }
    return this.#socket.write(this.#response.chunkedEncoding ? framed(chunk) : chunk);
  }

  end(): void {
    this.#response.end();
  }

  fail(error: unknown): void {
    this.#fail(error);
  }

  drop(): void {
    this.#socket.destroy();
  }
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
