import {
  BodyAborted,
  BodyTooLarge,
  type Chunk,
  type Chunks,
  type Exchange,
  type Handle,
  type RawHeaders,
} from "./engine.ts";
import { joinBytes, readAgain } from "./bytes.ts";
import { webHeaders } from "./headers.ts";
import { discardChunks, Pull } from "./pull.ts";
import { hasBody } from "./status.ts";

/**
 * Turns a handle into the web's handler, for Bun, Deno, workers and tests. The promise is fulfilled when the response
 * begins; its body is pulled as the reader reads it, and cancelling it, or aborting the request's signal, is leaving.
 */
export function fetchHandler(handle: Handle): (request: Request) => Promise<Response> {
  return (request) => new Promise((resolve) => handle(new FetchExchange(request, resolve)));
}

const encoder = new TextEncoder();
const nothing: Uint8Array = new Uint8Array();

/** An exchange over the web's `Request` and `Response`. */
export class FetchExchange implements Exchange {
  readonly method: string;
  readonly target: string;
  readonly remoteAddress: undefined = undefined;
  readonly peerAddress: undefined = undefined;
  readonly secure: boolean;
  readonly #request: Request;
  readonly #respond: (response: Response) => void;
  #state: "open" | "ended" | "left" = "open";
  #rawHeaders: RawHeaders | undefined = undefined;
  #body: Promise<Uint8Array> | undefined = undefined;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined = undefined;
  #controller: AbortController | undefined = undefined;
  #stop: (() => void) | undefined = undefined;
  readonly #endings: (() => void)[] = [];

  constructor(request: Request, respond: (response: Response) => void) {
    this.#request = request;
    this.#respond = respond;
    this.method = request.method;
    const { pathname, search, protocol } = new URL(request.url);
    this.target = pathname + search;
    this.secure = protocol === "https:";
    if (request.signal.aborted) this.#state = "left";
    else request.signal.addEventListener("abort", this.#leave);
  }

  get rootPath(): string {
    return "";
  }

  get rawHeaders(): RawHeaders {
    this.#rawHeaders ??= this.#collectHeaders();
    return this.#rawHeaders;
  }

  header(name: string): string | undefined {
    return this.#request.headers.get(name) ?? (name === "host" ? new URL(this.#request.url).host : undefined);
  }

  headerValues(name: string): readonly string[] {
    const value = this.header(name);
    return value === undefined ? [] : [value];
  }

  readBody(limit: number): Promise<Uint8Array> {
    if (this.#body) return readAgain(this.#body, limit);
    this.#body = this.#collect(limit);
    return this.#body;
  }

  async *streamBody(limit: number): AsyncGenerator<Uint8Array> {
    if (this.#body) yield await readAgain(this.#body, limit);
    else yield* this.#pieces(limit);
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#state === "left") this.#controller.abort();
    }
    return this.#controller.signal;
  }

  send(status: number, headers: RawHeaders, body: Chunk | null): void {
    // A string would be given a content type of its own.
    const bytes = typeof body === "string" ? encoder.encode(body) : (body ?? nothing);
    const answer = webHeaders(headers);
    const isHead = this.method === "HEAD";
    if (hasBody(status) && !(isHead && answer.has("content-length"))) {
      answer.set("content-length", String(bytes.length));
    }
    const content = isHead || !hasBody(status) ? null : (bytes as Uint8Array<ArrayBuffer>);
    this.#respond(new Response(content, { status, headers: answer }));
    queueMicrotask(() => this.#end("ended"));
  }

  async stream(status: number, headers: RawHeaders, chunks: Chunks): Promise<void> {
    let head: Response;
    try {
      head = new Response(null, { status, headers: webHeaders(headers) });
    } catch (error) {
      this.send(500, [], null);
      await discardChunks(chunks);
      throw error;
    }
    const pulls = this.#state === "open" && this.method !== "HEAD" && hasBody(status);
    try {
      if (!pulls) this.#respond(head);
      await (pulls ? this.#streamInto(head, chunks) : discardChunks(chunks));
    } finally {
      this.#end("ended");
    }
  }

  onStop(_callback: (milliseconds: number) => void): void {
    // Whoever stops, stops by aborting requests.
  }

  onEnd(callback: () => void): void {
    if (this.#state === "open") this.#endings.push(callback);
    else queueMicrotask(callback);
  }

  /** Nothing is pulled before somebody reads. */
  async #streamInto(head: Response, chunks: Chunks): Promise<void> {
    let output!: ReadableStreamDefaultController<Uint8Array>;
    let wanted = false;
    const pull = new Pull(chunks, (chunk) => {
      wanted = false;
      // Where another read is waiting already, this asks for the next chunk before it returns.
      output.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
      return wanted;
    });
    const readable = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          output = controller;
        },
        pull() {
          wanted = true;
          pull.resume();
        },
        cancel: this.#leave,
      },
      { highWaterMark: 0 },
    );
    this.#stop = () => {
      output.error(this.signal.reason);
      pull.stop();
    };
    const ended = pull.run(false);
    this.#respond(new Response(readable, head));
    try {
      await ended;
    } catch (error) {
      output.error(error);
      throw error;
    }
    if (this.#state === "open") output.close();
  }

  /** A `Request` need not have a `Host`; an exchange does, as every HTTP/1.1 request. */
  #collectHeaders(): RawHeaders {
    const raw = [...this.#request.headers].flat();
    if (!this.#request.headers.has("host")) raw.push("host", this.header("host") as string);
    return raw;
  }

  async #collect(limit: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.#pieces(limit)) pieces.push(piece);
    return joinBytes(pieces);
  }

  async *#pieces(limit: number): AsyncGenerator<Uint8Array> {
    if (Number(this.header("content-length") ?? 0) > limit) throw new BodyTooLarge(limit);
    if (this.#reader) throw new TypeError("the body has been read as a stream already");
    this.#mustStay();
    if (!this.#request.body) return;
    const reader = this.#request.body.getReader();
    this.#reader = reader;
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new BodyAborted({ cause });
      });
      this.#mustStay();
      if (done) return;
      size += value.length;
      if (size > limit) throw new BodyTooLarge(limit);
      yield value;
    }
  }

  #mustStay(): void {
    if (this.#state === "left") throw new BodyAborted();
  }

  readonly #leave = (): void => this.#end("left");

  #end(state: "ended" | "left"): void {
    if (this.#state !== "open") return;
    this.#state = state;
    this.#request.signal.removeEventListener("abort", this.#leave);
    if (state === "left") {
      this.#controller?.abort();
      this.#stop?.();
      // It fails where the body has failed already, which its reader has been told.
      this.#reader?.cancel().catch(() => undefined);
    }
    for (const callback of this.#endings) callback();
  }
}
