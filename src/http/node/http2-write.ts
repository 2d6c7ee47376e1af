import { constants, type OutgoingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import type { Chunk, Chunks, RawHeaders } from "../engine.ts";
import { checkHeader, indexOfHeader } from "../headers.ts";
import { Pull } from "../pull.ts";

const nothing: Uint8Array = new Uint8Array();

/** What belongs to a connection of HTTP/1.1 and must not be sent over HTTP/2 (RFC 9113 section 8.2.2). */
const ofConnections = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
]);

/** Sends the head of a response, and the end of it where it is `whole`. Throws a `TypeError` where the head cannot be sent. */
export function respond(
  stream: ServerHttp2Stream,
  status: number,
  headers: RawHeaders,
  whole: boolean,
): void {
  const fields = asObject(headers);
  if (stream.destroyed || stream.closed) return;
  stream.respond({ ":status": status, ...fields }, { endStream: whole });
}

/**
 * Sends the body of a response in chunks. Resolves when the stream is closed and the sequence has been let go; rejects with
 * what the sequence threw, after which the stream has been reset: the client cannot take the part for the whole.
 */
export async function pullIntoStream(
  stream: ServerHttp2Stream,
  headers: RawHeaders,
  chunks: Chunks,
  writeTimeout: number,
): Promise<void> {
  const length = new Length(headers);
  const pull = new Pull(chunks, (chunk) => {
    length.take(chunk);
    return stream.write(bytesOf(chunk));
  });
  stream.on("drain", () => pull.resume());
  stream.once("close", () => pull.stop());
  limitWriting(stream, writeTimeout);
  try {
    await pull.run();
    if (!stream.destroyed) {
      length.check();
      stream.end();
    }
  } catch (error) {
    reset(stream);
    throw error;
  }
  if (!stream.destroyed) await new Promise<void>((resolve) => void stream.once("close", resolve));
}

/** Resets a stream of which the client takes nothing for so long, in milliseconds. */
export function limitWriting(stream: ServerHttp2Stream, writeTimeout: number): void {
  // A callback given to `setTimeout` would be called once only.
  stream.setTimeout(writeTimeout);
  stream.on("timeout", cutStalled);
}

/** Nothing moves: because there is nothing to be sent yet, or because the client takes nothing. */
function cutStalled(this: ServerHttp2Stream): void {
  if (this.writableLength > 0) this.close(constants.NGHTTP2_CANCEL);
}

/** What a response says of its length must be true, as for HTTP/1.1: Node looks after that one only. */
class Length {
  readonly #declared: number | undefined;
  #sent = 0;

  constructor(headers: RawHeaders) {
    const index = indexOfHeader(headers, "content-length");
    this.#declared = index < 0 ? undefined : Number(headers[index + 1]);
  }

  take(chunk: Chunk): void {
    if (this.#declared === undefined) return;
    this.#sent += typeof chunk === "string" ? Buffer.byteLength(chunk) : chunk.byteLength;
    if (this.#sent > this.#declared) throw this.#mismatch();
  }

  check(): void {
    if (this.#declared !== undefined && this.#sent < this.#declared) throw this.#mismatch();
  }

  #mismatch(): Error {
    return new Error(`the chunks are not the ${this.#declared} bytes that Content-Length says`);
  }
}

/** Text is encoded here: Node may free a string that it has not yet framed when the stream is reset. */
export function bytesOf(chunk: Chunk): Uint8Array {
  return typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

/** Resets a stream when what has been written is out. */
function reset(stream: ServerHttp2Stream): void {
  if (stream.destroyed) return;
  stream.write(nothing, () => stream.destroy(new Error("the response was cut")));
}

function asObject(headers: RawHeaders): OutgoingHttpHeaders {
  const object: Record<string, string | string[]> = Object.create(null);
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = (headers[i] as string).toLowerCase();
    if (ofConnections.has(name)) continue;
    const value = headers[i + 1] as string;
    checkHeader(name, value);
    const earlier = object[name];
    if (earlier === undefined) object[name] = value;
    else object[name] = [...(Array.isArray(earlier) ? earlier : [earlier]), value];
  }
  return object;
}
