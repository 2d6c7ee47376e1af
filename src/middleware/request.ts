import type { Connection } from "../http/connection.ts";
import { parseCookies } from "../http/cookies.ts";
import type { Exchange } from "../http/engine.ts";
import { QueryString } from "../http/query-string.ts";
import { RequestState } from "../http/state.ts";
import { webRequest } from "../http/web-request.ts";

/** A request as middleware sees it; everything is parsed or made when it is first asked for. */
export class MiddlewareRequest implements Omit<Connection, "urlFor"> {
  readonly #exchange: Exchange;
  readonly #report: (error: unknown) => void;
  #query: QueryString | undefined = undefined;
  #cookies: Readonly<Record<string, string | undefined>> | undefined = undefined;
  #web: Request | undefined = undefined;

  /** `report` is told of what fails when nobody waits for it any more. */
  constructor(exchange: Exchange, report: (error: unknown) => void) {
    this.#exchange = exchange;
    this.#report = report;
  }

  get method(): string {
    return this.#exchange.method;
  }

  /** The client asks for a WebSocket. */
  get isWebSocket(): boolean {
    return this.#exchange.upgrade !== undefined;
  }

  /** Path and query as routes see them: `/items/3?q=a`. */
  get target(): string {
    return this.#exchange.target;
  }

  /** Path and query as the client asked for them: those of `target`, after the prefix that the app is mounted at. */
  get originalTarget(): string {
    const { rootPath, target } = this.#exchange;
    return rootPath + (target === "*" ? "/" : target);
  }

  /** The path of `target`, without the query. */
  get path(): string {
    const { target } = this.#exchange;
    const mark = target.indexOf("?");
    return mark < 0 ? target : target.slice(0, mark);
  }

  get rootPath(): string {
    return this.#exchange.rootPath;
  }

  get remoteAddress(): string | undefined {
    return this.#exchange.remoteAddress;
  }

  get secure(): boolean {
    return this.#exchange.secure;
  }

  header(name: string): string | undefined {
    return this.#exchange.header(name.toLowerCase());
  }

  query(name: string): string | undefined {
    this.#query ??= new QueryString(this.target.slice(this.path.length + 1));
    return this.#query.last(name);
  }

  cookie(name: string): string | undefined {
    this.#cookies ??= parseCookies(this.#exchange.header("cookie") ?? "");
    return this.#cookies[name];
  }

  /** Aborted when the client has left before the response was finished. */
  get signal(): AbortSignal {
    return this.#exchange.signal;
  }

  /** What is handed on to the handlers and dependencies of this request. */
  get state(): RequestState {
    return (this.#exchange.state ??= new RequestState());
  }

  /**
   * The whole body, of at most `limit` bytes (1 MiB by default), which the inside can still read. Throws `BodyTooLarge`,
   * `BodyTimeout` or `BodyAborted`; they are answered 413, 408 and 400 where the middleware lets them go.
   */
  bytes(limit: number = 1024 ** 2): Promise<Uint8Array> {
    return this.#exchange.readBody(limit);
  }

  /** The body as it comes; the inside can then read it only where it is given in its changes. */
  stream(limit: number = Infinity): AsyncIterable<Uint8Array> {
    return this.#exchange.streamBody(limit);
  }

  /** The web's `Request`; who reads its body takes it from the inside. */
  get web(): Request {
    this.#web ??= webRequest(this.#exchange);
    return this.#web;
  }

  /** Calls back once, when the response has ended: its last byte was handed to the network, or the client has left. */
  onEnd(callback: () => void): void {
    this.#exchange.onEnd(() => {
      try {
        callback();
      } catch (error) {
        this.#report(error);
      }
    });
  }
}
