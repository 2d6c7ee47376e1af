import type { Handle, RawHeaders } from "./engine.ts";
import { FetchExchange } from "./fetch.ts";
import { Inbox } from "./inbox.ts";
import type { AcceptOptions, Closing, Message, Upgrade, WebSocketEnd } from "./websocket.ts";

/** How a client in memory opens a WebSocket. */
export interface ConnectOptions {
  /** The subprotocols that it offers, the one it likes best first. */
  readonly protocols?: readonly string[];
}

/** A WebSocket that was opened, as its client has it. */
export interface OpenedInMemory {
  readonly end: WebSocketEnd;
  /** Of the answer that opened it, as far as the handle has a say in them. */
  readonly headers: RawHeaders;
}

/**
 * Asks a handle for a WebSocket without a network. Gives the client's end where the handle accepts, and its answer where it
 * does not. Aborting the request's signal is leaving without a word.
 */
export function connectInMemory(
  handle: Handle,
  request: Request,
  { protocols = [] }: ConnectOptions = {},
): Promise<OpenedInMemory | Response> {
  return new Promise((resolve) => {
    // The exchange ends with the WebSocket, as it does when a client leaves.
    const ended = new AbortController();
    const signal = AbortSignal.any([request.signal, ended.signal]);
    const accept = (options: AcceptOptions): Promise<WebSocketEnd> => {
      const [server, client] = pairOfEnds(options);
      signal.addEventListener("abort", () => client.cut());
      void server.closed.then(() => ended.abort());
      resolve({ end: client, headers: options.headers });
      return Promise.resolve(server);
    };
    handle(new MemoryExchange(new Request(request, { signal }), resolve, { protocols, accept }));
  });
}

class MemoryExchange extends FetchExchange {
  readonly upgrade: Upgrade;

  constructor(request: Request, respond: (response: Response) => void, upgrade: Upgrade) {
    super(request, respond);
    this.upgrade = upgrade;
  }
}

/** The two ends of a WebSocket, of which the first takes messages up to the limit. */
function pairOfEnds({ protocol = "", messageLimit }: AcceptOptions): readonly [MemoryEnd, MemoryEnd] {
  const server = new MemoryEnd(protocol, messageLimit);
  const client = new MemoryEnd(protocol, Infinity);
  server.join(client);
  client.join(server);
  return [server, client];
}

class MemoryEnd implements WebSocketEnd {
  readonly protocol: string;
  readonly closed: Promise<Closing>;
  readonly #limit: number;
  readonly #inbox: Inbox;
  #other: MemoryEnd | undefined = undefined;
  /** Who waits for room in this end's inbox: the writers at the other end. */
  #writers: (() => void)[] = [];

  constructor(protocol: string, limit: number) {
    this.protocol = protocol;
    this.#limit = limit;
    this.#inbox = new Inbox(() => this.#release());
    this.closed = this.#inbox.closed;
  }

  get closing(): Closing | undefined {
    return this.#inbox.closing;
  }

  join(other: MemoryEnd): void {
    this.#other = other;
  }

  receive(): Promise<Message | undefined> {
    return this.#inbox.next();
  }

  send(message: Message): Promise<void> {
    if (this.closing) return Promise.resolve();
    // The bytes are the receiver's own, as if they had travelled.
    return this.#other?.take(typeof message === "string" ? message : message.slice()) ?? Promise.resolve();
  }

  close(code: number, reason: string): Promise<void> {
    this.#endBoth({ code, reason });
    return Promise.resolve();
  }

  /** Breaks the connection. */
  cut(): void {
    this.#endBoth({ code: 1006, reason: "" });
  }

  /** Takes a message from the other end; resolves when the next one may come. */
  take(message: Message): Promise<void> {
    if (byteLength(message) > this.#limit) this.#endBoth({ code: 1009, reason: "" });
    else this.#inbox.add(message);
    if (this.closing || !this.#inbox.isFull) return Promise.resolve();
    return new Promise((resolve) => this.#writers.push(resolve));
  }

  #endBoth(closing: Closing): void {
    this.end(closing);
    this.#other?.end(closing);
  }

  /** Only the first end counts. */
  end(closing: Closing): void {
    this.#inbox.end(closing);
    this.#release();
  }

  #release(): void {
    for (const writer of this.#writers.splice(0)) writer();
  }
}

function byteLength(message: Message): number {
  return typeof message === "string" ? Buffer.byteLength(message) : message.byteLength;
}
