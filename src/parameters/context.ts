import { BackgroundTasks } from "../http/background-tasks.ts";
import { parseCookies } from "../http/cookies.ts";
import type { Exchange } from "../http/engine.ts";
import { QueryString } from "../http/query-string.ts";
import { Reply } from "../http/reply.ts";
import type { LoadedBody } from "./loaded-body.ts";

/** One request as parameters read it; everything is parsed when it is first asked for. */
export class RequestContext {
  readonly exchange: Exchange;
  /** The path's parameters, decoded, in the order of the pattern. */
  readonly params: readonly string[];
  /** Set before anything that reads the body runs. */
  body: LoadedBody | undefined = undefined;
  #query: QueryString | undefined = undefined;
  #cookies: Readonly<Record<string, string | undefined>> | undefined = undefined;
  #reply: Reply | undefined = undefined;
  #background: BackgroundTasks | undefined = undefined;
  #controller: AbortController | undefined = undefined;

  constructor(exchange: Exchange, params: readonly string[]) {
    this.exchange = exchange;
    this.params = params;
  }

  get query(): QueryString {
    if (this.#query === undefined) {
      const { target } = this.exchange;
      const mark = target.indexOf("?");
      this.#query = new QueryString(mark < 0 ? "" : target.slice(mark + 1));
    }
    return this.#query;
  }

  get cookies(): Readonly<Record<string, string | undefined>> {
    this.#cookies ??= parseCookies(this.exchange.header("cookie") ?? "");
    return this.#cookies;
  }

  /** Aborted when the client has left, or when the response has been ended ahead of its time. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      const { signal } = this.exchange;
      if (signal.aborted) controller.abort(signal.reason);
      else signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
      this.#controller = controller;
    }
    return this.#controller.signal;
  }

  /** Ends what waits on the signal. */
  abort(): void {
    this.#controller?.abort();
  }

  get reply(): Reply {
    this.#reply ??= new Reply();
    return this.#reply;
  }

  /** The reply, if anything has asked for it. */
  get usedReply(): Reply | undefined {
    return this.#reply;
  }

  get background(): BackgroundTasks {
    this.#background ??= new BackgroundTasks();
    return this.#background;
  }

  /** The background tasks, if anything has asked for them. */
  get usedBackground(): BackgroundTasks | undefined {
    return this.#background;
  }
}
