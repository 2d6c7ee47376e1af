import type { Connection } from "../http/connection.ts";
import { RequestState } from "../http/state.ts";
import type { RequestContext } from "./context.ts";
import type { ParameterSource } from "./source.ts";

/** `connection: Connection`: the two ends that the request has travelled between, and its head. */
export const connection: ParameterSource = {
  rank: 0,
  bind: () => ({ read: (context) => new RequestConnection(context) }),
};

/** A request's connection; the head is parsed when it is first asked for. */
class RequestConnection implements Connection {
  readonly #context: RequestContext;
  readonly remoteAddress: string | undefined;
  readonly secure: boolean;
  readonly rootPath: string;

  constructor(context: RequestContext) {
    this.#context = context;
    this.remoteAddress = context.exchange.remoteAddress;
    this.secure = context.exchange.secure;
    this.rootPath = context.exchange.rootPath;
  }

  get state(): RequestState {
    return (this.#context.exchange.state ??= new RequestState());
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
