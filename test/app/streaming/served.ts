import { connect } from "node:http2";
import { test, type TestContext } from "node:test";
import { DecoratedExchange } from "../../../src/http/decorated-exchange.ts";
import type { Chunk, Chunks, RawHeaders } from "../../../src/http/engine.ts";
import { serve, type Server } from "../../../src/http/node/index.ts";
import type { Millrace } from "../../../src/index.ts";
import { http2Fetch } from "../../http/node/http2-client.ts";

/** An app that is served for one test. */
export interface ServedApp {
  readonly server: Server;
  /** Errors that were told to `onError`. */
  readonly errors: unknown[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Tests an app over a socket in each way that a stream can take: HTTP/1.1, the same through middleware, and HTTP/2. */
export function overEach(
  name: string,
  make: () => Millrace,
  run: (served: ServedApp, t: TestContext) => Promise<void>,
): void {
  for (const way of ["HTTP/1.1", "middleware", "HTTP/2"] as const) {
    test(`${name} (${way})`, async (t) => {
      const app = make();
      const errors: unknown[] = [];
      app.onError = (error) => void errors.push(error);
      const handle: Millrace["handle"] = (exchange) =>
        app.handle(way === "middleware" ? new RelayingExchange(exchange) : exchange);
      const server = await serve(handle, { port: 0, grace: 0, http2: way === "HTTP/2" });
      const { fetch: send, close } = clientOf(server, way === "HTTP/2");
      t.after(async () => {
        close();
        await server.close();
        await app.settled();
      });
      await run({ server, errors, fetch: send }, t);
    });
  }
}

function clientOf(server: Server, http2: boolean): Pick<ServedApp, "fetch"> & { close(): void } {
  if (!http2) return { fetch: (path, init) => fetch(server.url + path, init), close: () => undefined };
  // What was to be sent of a body that is refused counts for ever in Node's client.
  const session = connect(server.url, { maxSessionMemory: 100 });
  session.on("error", () => undefined);
  return { fetch: (path, init) => http2Fetch(session, path, init), close: () => session.destroy() };
}

/** Middleware that hands on each chunk in a generator of its own, as one that compresses or counts does. */
class RelayingExchange extends DecoratedExchange {
  override stream(status: number, headers: RawHeaders, chunks: Chunks): Promise<void> {
    return this.inner.stream(status, headers, relay(chunks));
  }
}

async function* relay(chunks: Chunks): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) yield chunk;
}

/** Reads a body as text, piece by piece. */
export class TextReader {
  text = "";
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();

  constructor(response: Response) {
    if (!response.body) throw new Error("the response has no body");
    this.#reader = response.body.getReader();
  }

  /** Resolves when what was read so far matches. */
  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.text)) {
      const { done, value } = await this.#reader.read();
      if (done) throw new Error(`the body has ended with ${JSON.stringify(this.text)}`);
      this.text += this.#decoder.decode(value, { stream: true });
    }
  }

  /** Everything to the end; rejects where the body was cut, with what had come in `text`. */
  async all(): Promise<string> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) return this.text;
      this.text += this.#decoder.decode(value, { stream: true });
    }
  }
}

/** Waits for what is to come soon, and says what did not. */
export async function eventually(what: string, isThere: () => boolean): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (isThere()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`in vain: ${what}`);
}

/** A body that is sent as the test says, piece by piece. */
export function spoken(): { body: ReadableStream; say(text: string): void; end(): void } {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  return {
    body,
    say: (text) => controller.enqueue(new TextEncoder().encode(text)),
    end: () => controller.close(),
  };
}
