import type { Connection, UrlParameters } from "../http/connection.ts";
import { RequestState } from "../http/state.ts";
import { absoluteUrl } from "../http/web-request.ts";
import type { RequestContext } from "./context.ts";
import type { AppParts, ParameterSource } from "./source.ts";

/** `connection: Connection`: the two ends that the request has travelled between, and its head. */
export const connection: ParameterSource = {
  rank: 0,
  bind: ({ app }) => ({ read: (context) => new RequestConnection(context, app) }),
};

/** A request's connection; the head is parsed when it is first asked for. */
class RequestConnection implements Connection {
  readonly #context: RequestContext;
  readonly #app: AppParts | undefined;
  readonly remoteAddress: string | undefined;
  readonly secure: boolean;
  readonly rootPath: string;

  constructor(context: RequestContext, app: AppParts | undefined) {
    this.#context = context;
    this.#app = app;
    this.remoteAddress = context.exchange.remoteAddress;
    this.secure = context.exchange.secure;
    this.rootPath = context.exchange.rootPath;
  }

  get state(): RequestState {
    return (this.#context.exchange.state ??= new RequestState());
  }

  urlFor(name: string, params?: UrlParameters): string {
    if (!this.#app) throw new Error("a connection without an app");
    const { exchange } = this.#context;
    return absoluteUrl(exchange, exchange.rootPath + this.#app.urlFor(name, params));
  }

  header(name: string): string | undefined {
    return this.#context.exchange.header(name.toLowerCase());
  }

  query(name: string): string | undefined {
    return this.#context.query.last(name);
  }

  cookie(name: string): string | undefined {
    return this.#context.cookies[name];
  }
}
