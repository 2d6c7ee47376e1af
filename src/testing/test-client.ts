import type { Exchange, Handle } from "../http/engine.ts";
import { fetchHandler } from "../http/fetch.ts";
import { connectInMemory } from "../http/memory.ts";
import { rooted } from "../http/rooted-exchange.ts";
import { CookieJar } from "./cookie-jar.ts";
import { TestWebSocket, WebSocketDenied } from "./test-websocket.ts";

/** What a client talks to: a `Millrace` app. */
export interface TestedApp {
  handle(exchange: Exchange, report?: (error: unknown, exchange: Exchange) => void): void;
  startup?(): Promise<void>;
  shutdown?(graceMs?: number): Promise<void>;
}

/** How a client behaves. */
export interface TestClientOptions {
  /** `http://testserver` by default. */
  readonly baseUrl?: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent with every request, and changed by what the app sets. */
  readonly cookies?: Readonly<Record<string, string>>;
  /** Redirects are followed, as FastAPI's client does; on by default. */
  readonly followRedirects?: boolean;
  /** An error that the app answers with 500 is thrown out of the request instead; on by default. */
  readonly raiseServerExceptions?: boolean;
  /** The prefix that a proxy has taken off the paths, as the app is to see it. */
  readonly rootPath?: string;
  /** The app is started by the first request, and shut down when the client is disposed of; on by default. */
  readonly lifespan?: boolean;
}

type QueryValue = string | number | boolean | bigint;

/** One request, beside its method and path. */
export interface TestRequest {
  /** Added to the path's own query; an array repeats its key. */
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: RequestInit["body"];
  readonly signal?: AbortSignal;
  readonly followRedirects?: boolean;
}

/** How a WebSocket is opened, beside its path. */
export interface TestWebSocketRequest extends Pick<TestRequest, "query" | "headers" | "cookies" | "signal"> {
  /** The subprotocols that are offered, the best first. */
  readonly protocols?: readonly string[];
}

const mostRedirects = 20;

/**
 * Calls an app in memory, without a socket, and gives the web's `Response`, streams as they come:
 * `await using client = new TestClient(app)`. The app's lifespans run as they do where it is served.
 */
export class TestClient {
  readonly cookies: CookieJar;
  readonly #app: TestedApp;
  readonly #options: TestClientOptions;
  #started = false;
  readonly #open = new Set<AbortController>();

  constructor(app: TestedApp, options: TestClientOptions = {}) {
    this.#options = options;
    this.cookies = new CookieJar(Object.entries(options.cookies ?? {}));
    this.#app = app;
  }

  /** Starts the app, as the first request does. Rejects with what a lifespan throws. */
  async start(): Promise<void> {
    if (this.#options.lifespan === false) return;
    await this.#app.startup?.();
    this.#started = true;
  }

  /** Sends one request; a path is taken relative to the base URL. */
  async request(method: string, path: string, request: TestRequest = {}): Promise<Response> {
    await this.start();
    let url = this.#url(path, request.query);
    let current = { method, body: bodyOf(request), json: request.json !== undefined };
    for (let redirects = 0; ; redirects++) {
      const response = await this.#send(url, current, request);
      const location = response.headers.get("location");
      const follow = request.followRedirects ?? this.#options.followRedirects ?? true;
      if (!follow || response.status < 300 || response.status > 399 || !location) return response;
      if (redirects === mostRedirects) throw new Error(`more than ${mostRedirects} redirects`);
      await response.body?.cancel();
      url = new URL(location, url);
      // Only 307 and 308 repeat method and body (RFC 9110 section 15.4).
      if (response.status !== 307 && response.status !== 308) {
        current = { method: current.method === "HEAD" ? "HEAD" : "GET", body: null, json: false };
      }
    }
  }

  get(path: string, request?: TestRequest): Promise<Response> {
    return this.request("GET", path, request);
  }

  post(path: string, request?: TestRequest): Promise<Response> {
    return this.request("POST", path, request);
  }

  put(path: string, request?: TestRequest): Promise<Response> {
    return this.request("PUT", path, request);
  }

  patch(path: string, request?: TestRequest): Promise<Response> {
    return this.request("PATCH", path, request);
  }

  delete(path: string, request?: TestRequest): Promise<Response> {
    return this.request("DELETE", path, request);
  }

  head(path: string, request?: TestRequest): Promise<Response> {
    return this.request("HEAD", path, request);
  }

  options(path: string, request?: TestRequest): Promise<Response> {
    return this.request("OPTIONS", path, request);
  }

  /**
   * Opens a WebSocket. Throws a `WebSocketDenied` with the answer where the app refuses it, and an error of the server
   * where that is why.
   */
  async websocket(path: string, request: TestWebSocketRequest = {}): Promise<TestWebSocket> {
    await this.start();
    const raised: unknown[] = [];
    const asked = this.#asked(this.#url(path, request.query), {}, request);
    const { protocols = [] } = request;
    const opened = await connectInMemory(this.#handle(raised), asked, { protocols });
    if (!(opened instanceof Response)) {
      const socket = new TestWebSocket(opened, this.#raises ? raised : []);
      this.cookies.take(socket);
      return socket;
    }
    this.cookies.take(opened);
    if (raised.length > 0 && this.#raises) throw raised[0];
    throw new WebSocketDenied(opened);
  }

  /**
   * Leaves: every request still under way is aborted, as by a client that closes its connection, and the app that this
   * client has started is shut down.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const controller of this.#open) controller.abort();
    this.#open.clear();
    if (this.#started) await this.#app.shutdown?.(1000);
  }

  async #send(
    url: URL,
    { method, body, json }: { method: string; body: RequestInit["body"]; json: boolean },
    request: TestRequest,
  ): Promise<Response> {
    const raised: unknown[] = [];
    const answer = fetchHandler(this.#handle(raised));
    const response = await answer(this.#asked(url, { method, body: body ?? null }, request, json));
    this.cookies.take(response);
    if (raised.length > 0 && this.#raises) throw raised[0];
    return response;
  }

  /** Answers through the app, and collects what is reported. */
  #handle(raised: unknown[]): Handle {
    const handle: Handle = (exchange) => this.#app.handle(exchange, (error) => void raised.push(error));
    const { rootPath = "" } = this.#options;
    return rootPath === "" ? handle : rooted(handle, rootPath);
  }

  get #raises(): boolean {
    return this.#options.raiseServerExceptions ?? true;
  }

  /** A request with the client's headers and cookies; it is aborted when the client leaves. */
  #asked(url: URL, init: RequestInit, request: TestRequest, json: boolean = false): Request {
    const controller = new AbortController();
    this.#open.add(controller);
    const headers = new Headers({ ...this.#options.headers, ...request.headers });
    if (json && !headers.has("content-type")) headers.set("content-type", "application/json");
    const cookies = new CookieJar([...this.cookies, ...Object.entries(request.cookies ?? {})]).header();
    if (cookies && !headers.has("cookie")) headers.set("cookie", cookies);
    const signal = request.signal ? AbortSignal.any([request.signal, controller.signal]) : controller.signal;
    return new Request(url, { ...init, headers, signal, duplex: "half" });
  }

  #url(path: string, query: TestRequest["query"] = {}): URL {
    const url = new URL(path, this.#options.baseUrl ?? "http://testserver");
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue;
      for (const one of Array.isArray(value) ? (value as readonly QueryValue[]) : [value as QueryValue]) {
        url.searchParams.append(name, String(one));
      }
    }
    return url;
  }
}

function bodyOf({ json, body }: TestRequest): RequestInit["body"] {
  return json === undefined ? (body ?? null) : JSON.stringify(json);
}
