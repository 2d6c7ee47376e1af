import type { IncomingMessage, Server as HttpServer, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import type { TlsOptions } from "node:tls";
import type { Handle } from "../engine.ts";
import { Conditions } from "./conditions.ts";
import { NodeExchange } from "./exchange.ts";
import { abandon, opensWebSocket, takeUpgrades } from "./upgrade.ts";
import { Http2Exchange } from "./http2-exchange.ts";
import { rooted } from "../rooted-exchange.ts";
import { behindProxies, TrustedProxies } from "./proxies.ts";
import { type Protocols, ProtocolServer } from "./protocols.ts";

/** How a server listens. Times are in milliseconds; `Infinity` is no limit. */
export interface ServeOptions {
  /** 0 takes any free one. */
  readonly port?: number;
  readonly host?: string;
  /** For the head of a request, from its first byte or from the opening of the connection: 408. */
  readonly headersTimeout?: number;
  /** For a body that is read whole, or for each piece of one that is streamed: 408. */
  readonly bodyTimeout?: number;
  /** A client that takes nothing of what is sent to it for so long is cut off. */
  readonly writeTimeout?: number;
  /** A connection that waits for its next request this long is closed. */
  readonly keepAliveTimeout?: number;
  /** What `close` gives to requests under way; event streams and WebSockets end in its first half. */
  readonly grace?: number;
  /** Several processes may listen on the port, and the kernel spreads the connections (`SO_REUSEPORT`). */
  readonly reusePort?: boolean;
  /** Serves over TLS: the certificate and its key, and whatever else `node:tls` takes. */
  readonly tls?: TlsOptions;
  /** HTTP/2 beside HTTP/1.1: by ALPN over TLS, where it is on by default; without TLS for clients that know (RFC 9113 section 3.3). */
  readonly http2?: boolean;
  /**
   * Addresses, networks (`10.0.0.0/8`) or `*`, whose `X-Forwarded-For`, `-Proto`, `-Host` and `-Prefix`, or else `Forwarded`
   * (RFC 7239), are believed. Such a proxy must set or remove those that it is sent itself.
   */
  readonly trustedProxies?: readonly string[];
  /** The prefix that a proxy serves everything below: `/api/v1`. */
  readonly rootPath?: string;
  /** Closes the server when it is aborted. */
  readonly signal?: AbortSignal;
}

/** What a timer can hold, in milliseconds: Node takes more for 1, and `Infinity` with it. */
const longest = 2 ** 31 - 1;

/** What an app is given to clean up when its connections were cut, in milliseconds. */
const leastGrace = 1000;

/** What is taken where an option is not given. */
export const serveDefaults: Readonly<Required<Omit<ServeOptions, "signal" | "tls" | "http2">>> = {
  port: 8000,
  host: "127.0.0.1",
  headersTimeout: 10_000,
  bodyTimeout: 30_000,
  writeTimeout: 60_000,
  keepAliveTimeout: 5_000,
  grace: 10_000,
  reusePort: false,
  trustedProxies: [],
  rootPath: "",
};

/** A server that is listening. */
export interface Server {
  readonly port: number;
  readonly host: string;
  /** Where a client on this machine reaches it: `http://127.0.0.1:8000`. */
  readonly url: string;
  /**
   * Stops: no new connections, idle ones are closed, and requests under way have `graceMs` to finish. Then every
   * connection is cut: signals are aborted, streams are let go. Resolves when the last connection is closed and the app, if
   * there is one, has shut down; rejects where that fails. A second call can shorten the time.
   */
  close(graceMs?: number): Promise<void>;
  /** Serves a connection that came to another process, as one of its own. */
  accept(socket: Socket): void;
}

/** Something that has a handle, such as an app. */
export interface Served {
  handle: Handle;
  /** Runs before the server listens. */
  startup?(): Promise<void>;
  /** Runs when the last connection is closed, with what is left of the time in milliseconds, and a second at least. */
  shutdown?(graceMs: number): Promise<void>;
}

/** Serves over HTTP/1.1 and HTTP/2. Rejects where it cannot listen: the port is taken (`EADDRINUSE`), or not allowed (`EACCES`). */
export async function serve(served: Handle | Served, options: ServeOptions = {}): Promise<Server> {
  const { signal, ...given } = options;
  signal?.throwIfAborted();
  const settings = withTimers({ ...serveDefaults, ...given });
  const app: Served = typeof served === "function" ? { handle: served } : served;
  const server = new ListeningServer(app, settings);
  await app.startup?.();
  try {
    await server.listen();
  } catch (error) {
    await app.shutdown?.(0);
    throw error;
  }
  if (signal?.aborted) await server.close();
  signal?.throwIfAborted();
  signal?.addEventListener("abort", () => void server.close(), { once: true });
  return server;
}

type Settings = typeof serveDefaults & Pick<ServeOptions, "tls" | "http2">;

/** The same with times that a timer can hold. */
function withTimers(settings: Settings): Settings {
  const { headersTimeout, bodyTimeout, writeTimeout, keepAliveTimeout } = settings;
  return {
    ...settings,
    headersTimeout: Math.min(headersTimeout, longest),
    bodyTimeout: Math.min(bodyTimeout, longest),
    writeTimeout: Math.min(writeTimeout, longest),
    keepAliveTimeout: Math.min(keepAliveTimeout, longest),
  };
}

class ListeningServer implements Server {
  readonly host: string;
  readonly #served: Served;
  readonly #settings: Settings;
  readonly #conditions: Conditions;
  readonly #protocols: ProtocolServer;
  readonly #http: HttpServer;
  /** Every connection, with the responses that wait behind another one. */
  readonly #waiting = new Map<Socket, Set<ServerResponse>>();
  #port = 0;
  #closed: Promise<void> | undefined = undefined;
  #deadline = Infinity;
  #timer: NodeJS.Timeout | undefined = undefined;

  constructor(served: Served, settings: Settings) {
    this.#served = served;
    const handle = handleOf(served, settings);
    this.host = settings.host;
    this.#settings = settings;
    const { bodyTimeout, writeTimeout } = settings;
    const conditions = new Conditions(bodyTimeout, writeTimeout);
    this.#conditions = conditions;
    this.#protocols = protocolServer(settings, (stream, received) =>
      handle(new Http2Exchange(stream, received, conditions)),
    );
    this.#http = this.#protocols.http;
    const answer = (request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): void => {
      if (response.socket === null) this.#wait(request.socket, response);
      handle(new NodeExchange(request, response, conditions, expectsContinue));
    };
    this.#http.on("timeout", (socket: Socket) => {
      // Nothing moves: because there is nothing to be sent yet, the client takes nothing, or its next request does not come.
      if (socket.writableLength > 0 || socket.timeout !== writeTimeout) socket.destroy();
    });
    this.#http.on("request", (request, response) => answer(request, response, false));
    this.#http.on("checkContinue", (request, response) => answer(request, response, true));
    takeUpgrades(this.#http, this.#protocols.event, handle, conditions);
    for (const event of new Set(["connection", this.#protocols.event])) {
      this.#http.prependListener(event, (socket: Socket) => this.#track(socket));
    }
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http${this.#settings.tls ? "s" : ""}://${reachable(this.host)}:${this.port}`;
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

  close(grace: number = this.#settings.grace): Promise<void> {
    const graceMs = Math.min(grace, longest);
    this.#closed ??= this.#stop(graceMs);
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
    if (this.#waiting.has(socket)) return;
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

  async #stop(graceMs: number): Promise<void> {
    this.#conditions.stop(graceMs);
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    this.#protocols.close();
    // A connection that has never said anything counts as busy to Node.
    for (const socket of this.#waiting.keys()) if (socket.bytesRead === 0) socket.destroy();
    // One that promised keep-alive before the stop began turns idle later.
    const sweep = setInterval(() => this.#http.closeIdleConnections(), 100);
    await closed;
    // Node counts only the connections that it accepted itself.
    for (const socket of this.#waiting.keys()) await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(sweep);
    clearTimeout(this.#timer);
    if (!this.#served.shutdown) return;
    // Those who wait on a connection hear of its end first.
    await setImmediate();
    await this.#served.shutdown(Math.max(leastGrace, this.#deadline - performance.now()));
  }

  #cutAll(): void {
    for (const socket of this.#waiting.keys()) socket.destroy();
  }
}

/** The app's handle, behind what stands before the server. */
function handleOf(served: Served, { trustedProxies, rootPath }: Settings): Handle {
  const own: Handle = (exchange) => served.handle(exchange);
  const handle = rootPath === "" ? own : rooted(own, rootPath);
  return trustedProxies.length === 0 ? handle : behindProxies(handle, new TrustedProxies(trustedProxies));
}

function protocolServer(settings: Settings, stream: Protocols["stream"]): ProtocolServer {
  const { headersTimeout, keepAliveTimeout, tls, http2 = tls !== undefined } = settings;
  return new ProtocolServer({
    tls,
    http2,
    options: {
      headersTimeout,
      keepAliveTimeout,
      // Bodies have a time of their own: an upload may take as long as it moves.
      requestTimeout: 0,
      connectionsCheckingInterval: Math.max(100, Math.min(1000, headersTimeout)),
      optimizeEmptyRequests: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
      shouldUpgradeCallback: opensWebSocket,
    },
    patience: headersTimeout,
    idle: keepAliveTimeout,
    stream,
  });
}

/** A wildcard address is no address to go to. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
