import { constants, type ServerHttp2Stream } from "node:http2";
import type { Chunk, Chunks, Exchange, RawHeaders } from "../engine.ts";
import { indexOfHeader } from "../headers.ts";
import { discardChunks } from "../pull.ts";
import { hasBody } from "../status.ts";
import type { Conditions } from "./conditions.ts";
import { limitWriting, pullIntoStream, respond } from "./http2-write.ts";
import { IncomingBody } from "./read.ts";
import { ReceivedExchange } from "./received-exchange.ts";

/** An exchange over one stream of an HTTP/2 connection (RFC 9113). */
export class Http2Exchange extends ReceivedExchange implements Exchange {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: RawHeaders;
  readonly secure: boolean;
  readonly #stream: ServerHttp2Stream;
  readonly #conditions: Conditions;
  #body: IncomingBody | undefined = undefined;
  #controller: AbortController | undefined = undefined;

  constructor(stream: ServerHttp2Stream, received: RawHeaders, conditions: Conditions) {
    super();
    const { pseudo, fields } = parted(received);
    this.method = pseudo.get(":method") ?? "GET";
    this.target = pseudo.get(":path") ?? "*";
    this.secure = pseudo.get(":scheme") === "https";
    this.rawHeaders = fields;
    this.#stream = stream;
    this.#conditions = conditions;
    // A stream that a client resets says so as an error; what it means is told by its closing.
    stream.on("error", () => undefined);
  }

  get remoteAddress(): string | undefined {
    return this.#stream.session?.socket.remoteAddress;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      const stream = this.#stream;
      const leave = (): void => {
        if (stream.rstCode !== constants.NGHTTP2_NO_ERROR || !stream.writableEnded) controller.abort();
      };
      if (stream.destroyed) leave();
      else stream.once("close", leave);
      this.#controller = controller;
    }
    return this.#controller.signal;
  }

  send(status: number, headers: RawHeaders, body: Chunk | null): void {
    const stream = this.#stream;
    const isHead = this.method === "HEAD";
    const bytes = typeof body === "string" ? Buffer.from(body) : (body ?? Buffer.alloc(0));
    const empty = isHead || !hasBody(status) || bytes.length === 0;
    respond(stream, status, withLength(status, headers, bytes.length, isHead), empty);
    if (!empty) {
      limitWriting(stream, this.#conditions.writeTimeout);
      stream.end(bytes);
    }
    this.#endInput();
  }

  async stream(status: number, headers: RawHeaders, chunks: Chunks): Promise<void> {
    const stream = this.#stream;
    if (stream.destroyed) return discardChunks(chunks);
    const pulls = hasBody(status) && this.method !== "HEAD";
    try {
      respond(stream, status, headers, !pulls);
    } catch (error) {
      this.send(500, [], null);
      await discardChunks(chunks);
      throw error;
    }
    if (!pulls) return discardChunks(chunks);
    const closing = pullIntoStream(stream, headers, chunks, this.#conditions.writeTimeout);
    // A body that is being read may still be read to its end.
    if (this.#body) stream.once("finish", () => this.#endInput());
    else this.#endInput();
    await closing;
  }

  onStop(callback: (milliseconds: number) => void): void {
    if (!this.#stream.destroyed) this.#stream.once("close", this.#conditions.onStop(callback));
  }

  onEnd(callback: () => void): void {
    if (this.#stream.destroyed) queueMicrotask(callback);
    else this.#stream.once("close", callback);
  }

  /** After a whole response, a client that is still sending is told that it need not (RFC 9113 section 8.1). */
  #endInput(): void {
    const stream = this.#stream;
    if (stream.destroyed || stream.readableEnded) return;
    // What is not read is not ended, and what is not ended is not closed.
    stream.resume();
    if (stream.endAfterHeaders) return;
    const stop = (): void => stream.close(constants.NGHTTP2_NO_ERROR);
    const answered = (): void => void (stream.readableEnded || setImmediate(stop));
    if (stream.writableFinished) answered();
    else stream.once("finish", answered);
  }

  protected incoming(): IncomingBody {
    const expects = this.header("expect")?.toLowerCase() === "100-continue";
    // Node refuses it where the client has left; the reader is told of that by the end of the stream.
    const proceed = (): void => {
      if (!this.#stream.closed) this.#stream.additionalHeaders({ ":status": 100 });
    };
    this.#body ??= new IncomingBody(
      this.#stream,
      // A body without a length is as long as it likes, and there is one unless the head has ended the stream.
      this.#stream.endAfterHeaders ? 0 : Number(this.header("content-length") ?? Infinity),
      this.#conditions.bodyTimeout,
      expects ? proceed : undefined,
    );
    return this.#body;
  }
}

/** The control data of a request (RFC 9113 section 8.3) apart from its fields, with the authority as `Host`. */
function parted(received: RawHeaders): { pseudo: ReadonlyMap<string, string>; fields: RawHeaders } {
  const pseudo = new Map<string, string>();
  const fields: string[] = [];
  for (let i = 0; i + 1 < received.length; i += 2) {
    const name = received[i] as string;
    if (name.startsWith(":")) pseudo.set(name, received[i + 1] as string);
    else fields.push(name, received[i + 1] as string);
  }
  const authority = pseudo.get(":authority");
  if (authority !== undefined && indexOfHeader(fields, "host") < 0) fields.push("host", authority);
  return { pseudo, fields };
}

function withLength(status: number, headers: RawHeaders, length: number, isHead: boolean): RawHeaders {
  const given = indexOfHeader(headers, "content-length");
  if (!hasBody(status) || (isHead && given >= 0)) return headers;
  if (given < 0) return [...headers, "content-length", String(length)];
  return headers.with(given + 1, String(length));
}
