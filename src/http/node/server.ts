import {
  createServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Handle } from "../engine.ts";
import { type Conditions, NodeExchange } from "./exchange.ts";

/** How a server listens. Times are in milliseconds. */
export interface ServeOptions {
  /** 0 takes any free one. */
  readonly port?: number;
  readonly host?: string;
  /** For the head of a request, from its first byte or from the opening of the connection: 408. */
  readonly headersTimeout?: number;
  /** For a body that is read whole, or for each piece of one that is streamed: 408. */
  readonly bodyTimeout?: number;
  /** A connection that waits for its next request this long is closed. */
  readonly keepAliveTimeout?: number;
  /** What `close` gives to requests under way. */
  readonly grace?: number;
  /** Several processes may listen on the port, and the kernel spreads the connections (`SO_REUSEPORT`). */
  readonly reusePort?: boolean;
  /** Closes the server when it is aborted. */
  readonly signal?: AbortSignal;
}

/** What is taken where an option is not given. */
export const serveDefaults: Readonly<Required<Omit<ServeOptions, "signal">>> = {
  port: 8000,
  host: "127.0.0.1",
  headersTimeout: 10_000,
  bodyTimeout: 30_000,
  keepAliveTimeout: 5_000,
  grace: 10_000,
  reusePort: false,
};

/** A server that is listening. */
export interface Server {
  readonly port: number;
  readonly host: string;
  /** Where a client on this machine reaches it: `http://127.0.0.1:8000`. */
  readonly url: string;
  /**
   * Stops: no new connections, idle ones are closed, and requests under way have `graceMs` to finish. Then every
   * connection is cut: signals are aborted, streams are let go. Resolves when the last connection is closed. A second call
   * can shorten the time.
   */
  close(graceMs?: number): Promise<void>;
  /** Serves a connection that came to another process, as one of its own. */
  accept(socket: Socket): void;
}

/** Something that has a handle, such as an app. */
export interface Served {
  handle: Handle;
}

/** Serves over HTTP/1.1. Rejects where it cannot listen: the port is taken (`EADDRINUSE`), or not allowed (`EACCES`). */
export async function serve(served: Handle | Served, options: ServeOptions = {}): Promise<Server> {
  const { signal, ...given } = options;
  signal?.throwIfAborted();
  const settings = { ...serveDefaults, ...given };
  const handle: Handle = typeof served === "function" ? served : (exchange) => served.handle(exchange);
  const server = new ListeningServer(handle, settings);
  await server.listen();
  signal?.addEventListener("abort", () => void server.close(), { once: true });
  return server;
}

class ListeningServer implements Server {
  readonly host: string;
  readonly #settings: typeof serveDefaults;
  readonly #conditions: Conditions;
  readonly #http: HttpServer;
  /** Every connection, with the responses that wait behind another one. */
  readonly #waiting = new Map<Socket, Set<ServerResponse>>();
  #port = 0;
  #closed: Promise<void> | undefined = undefined;
  #deadline = Infinity;
  #timer: NodeJS.Timeout | undefined = undefined;

  constructor(handle: Handle, settings: typeof serveDefaults) {
    this.host = settings.host;
    this.#settings = settings;
    const conditions = { bodyTimeout: settings.bodyTimeout, closing: false, endings: new Set<() => void>() };
    this.#conditions = conditions;
    this.#http = createServer({
      headersTimeout: settings.headersTimeout,
      keepAliveTimeout: settings.keepAliveTimeout,
      // Bodies have a time of their own: an upload may take as long as it moves.
      requestTimeout: 0,
      connectionsCheckingInterval: Math.max(100, Math.min(1000, settings.headersTimeout)),
      optimizeEmptyRequests: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
    });
    const answer = (request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): void => {
      if (response.socket === null) this.#wait(request.socket, response);
      handle(new NodeExchange(request, response, conditions, expectsContinue));
    };
    this.#http.on("request", (request, response) => answer(request, response, false));
    this.#http.on("checkContinue", (request, response) => answer(request, response, true));
    this.#http.on("connection", (socket: Socket) => this.#track(socket));
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://${reachable(this.host)}:${this.port}`;
  }

  listen(): Promise<void> {
    const { port, host, reusePort } = this.#settings;
    return new Promise((resolve, reject) => {
      this.#http.once("error", reject);
      this.#http.listen({ port, host, reusePort }, () => {
        this.#http.off("error", reject);
        this.#port = (this.#http.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  close(graceMs: number = this.#settings.grace): Promise<void> {
    this.#closed ??= this.#stop();
    const deadline = performance.now() + graceMs;
    if (deadline < this.#deadline) {
      this.#deadline = deadline;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#cutAll(), graceMs);
    }
    return this.#closed;
  }

  accept(socket: Socket): void {
    this.#http.emit("connection", socket);
  }

  #track(socket: Socket): void {
    const waiting = new Set<ServerResponse>();
    this.#waiting.set(socket, waiting);
    socket.once("close", () => {
      this.#waiting.delete(socket);
      for (const response of waiting) abandon(response);
    });
  }

  /** The response to a request that was sent before an earlier one was answered. */
  #wait(socket: Socket, response: ServerResponse): void {
    const waiting = this.#waiting.get(socket);
    waiting?.add(response);
    response.once("close", () => waiting?.delete(response));
  }

  async #stop(): Promise<void> {
    this.#conditions.closing = true;
    for (const end of this.#conditions.endings) end();
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    // A connection that has never said anything counts as busy to Node.
    for (const socket of this.#waiting.keys()) if (socket.bytesRead === 0) socket.destroy();
    // One that promised keep-alive before the stop began turns idle later.
    const sweep = setInterval(() => this.#http.closeIdleConnections(), 100);
    await closed;
    // Node counts only the connections that it accepted itself.
    for (const socket of this.#waiting.keys()) await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(sweep);
    clearTimeout(this.#timer);
  }

  #cutAll(): void {
    for (const socket of this.#waiting.keys()) socket.destroy();
  }
}

/** Ends a response that never had its turn; Node 22 would tell nobody. */
function abandon(response: ServerResponse): void {
  response.destroy();
  process.nextTick(() => response.closed || response.emit("close"));
}

/** A wildcard address is no address to go to. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
