import type { Chunks, Exchange } from "../http/engine.ts";
import { RecordingExchange, type RequestChanges } from "../middleware/recording-exchange.ts";
import type { Middleware } from "../middleware/middleware.ts";
import { MiddlewareRequest } from "../middleware/request.ts";
import { asyncChunks } from "../responses/items.ts";
import { BaseResponse, isWhole } from "../responses/response.ts";
import { asResponse } from "../responses/web.ts";
import { ErrorResponder } from "./exception-handlers.ts";
import type { ErrorReporter } from "./failure.ts";
import type { OpenWork } from "./open-work.ts";
import type { Layer } from "./route.ts";

/** Answers an exchange; never throws. */
export type Answer = (exchange: Exchange, params: readonly string[], report: ErrorReporter) => void;

/**
 * The answer with the middleware of `layers` around it, the innermost layer first; the same answer where there is none.
 * What middleware throws is answered by the handlers of its layer, those of the layers around it, and those of `beyond`.
 */
export function throughMiddleware(
  answer: Answer,
  layers: readonly Layer[],
  beyond: readonly Layer[],
  work: OpenWork,
): Answer {
  let outermost = answer;
  layers.forEach(({ middleware }, i) => {
    const handlers = [...layers.slice(i), ...beyond].map((layer) => layer.handlers);
    const errors = new ErrorResponder(handlers);
    for (const one of Object.freeze(middleware).toReversed()) {
      const stage = new Stage(one, outermost, errors, work);
      outermost = stage.answer.bind(stage);
    }
  });
  return outermost;
}

/** One middleware at work. */
class Stage {
  readonly #middleware: Middleware;
  readonly #inner: Answer;
  readonly #errors: ErrorResponder;
  readonly #work: OpenWork;

  constructor(middleware: Middleware, inner: Answer, errors: ErrorResponder, work: OpenWork) {
    this.#middleware = middleware;
    this.#inner = inner;
    this.#errors = errors;
    this.#work = work;
  }

  answer(exchange: Exchange, params: readonly string[], report: ErrorReporter): void {
    const passage = new Passage(exchange, (inner) => this.#inner(inner, params, report));
    try {
      // Called as a plain function, without the stage as its `this`.
      const middleware = this.#middleware;
      const request = new MiddlewareRequest(exchange, (error) => report(error, exchange));
      const answer = middleware(request, (changes) => passage.next(changes));
      const sending =
        answer instanceof BaseResponse
          ? this.#send(passage, answer, report)
          : Promise.resolve(answer).then((settled) => this.#send(passage, settled, report));
      if (sending) this.#work.add(sending.catch((error: unknown) => this.#fail(passage, error, report)));
    } catch (error) {
      this.#work.add(this.#fail(passage, error, report));
    }
  }

  #send(passage: Passage, answer: BaseResponse | Response, report: ErrorReporter): Promise<void> | undefined {
    // A WebSocket that was opened has nothing left to be sent.
    if (passage.inner?.upgraded) return undefined;
    const response = responseOf(answer);
    const { background } = response;
    if (background) {
      const { exchange } = passage;
      exchange.onEnd(() => this.#work.add(background.run((error) => report(error, exchange))));
    }
    const pending = response.prepare(passage.exchange);
    return pending
      ? pending.then((prepared) => this.#sendPrepared(passage, prepared, report))
      : this.#sendPrepared(passage, response, report);
  }

  #sendPrepared(passage: Passage, response: BaseResponse, report: ErrorReporter): Promise<void> | undefined {
    const { status, headers, body } = response;
    if (!isWhole(body)) return stream(passage, response, body, report);
    passage.exchange.send(status, headers.raw, body);
    return passage.abandon();
  }

  async #fail(passage: Passage, error: unknown, report: ErrorReporter): Promise<void> {
    if (passage.inner?.upgraded) report(error, passage.exchange);
    else await this.#errors.answer(error, passage.exchange, report);
    await passage.abandon();
  }
}

/** One exchange on its way through one middleware. */
class Passage {
  readonly exchange: Exchange;
  readonly #goOn: (inner: RecordingExchange) => void;
  #inner: RecordingExchange | undefined = undefined;
  #over = false;

  constructor(exchange: Exchange, goOn: (inner: RecordingExchange) => void) {
    this.exchange = exchange;
    this.#goOn = goOn;
  }

  /** What the inside answers; `undefined` where it was not asked. */
  get inner(): RecordingExchange | undefined {
    return this.#inner;
  }

  async next(changes: RequestChanges = {}): Promise<BaseResponse> {
    if (this.#inner) throw new Error("a middleware called next() a second time");
    if (this.#over) throw new Error("a middleware called next() after it had answered");
    this.#inner = new RecordingExchange(this.exchange, changes);
    this.#goOn(this.#inner);
    return this.#inner.response;
  }

  /** Nothing more of the inside is sent. */
  abandon(): Promise<void> | undefined {
    this.#over = true;
    return this.#inner?.abandon();
  }
}

/** Sends a stream; one that fails under way has been cut, and the inside is told, or else the reporter. */
async function stream(
  { exchange, inner }: Passage,
  { status, headers }: BaseResponse,
  body: Chunks,
  report: ErrorReporter,
): Promise<void> {
  const relay = inner?.relay;
  const chunks = relay && body === relay ? relay.taken() : asyncChunks(body);
  let failure: { readonly error: unknown } | undefined;
  try {
    await exchange.stream(status, headers.raw, chunks);
  } catch (error) {
    failure = { error };
  }
  await relay?.letGo();
  const isTold = inner?.end(failure) ?? false;
  if (failure && !isTold) report(failure.error, exchange);
}

function responseOf(answer: unknown): BaseResponse {
  const response = typeof answer === "object" && answer !== null ? asResponse(answer) : undefined;
  if (!response) throw new TypeError("a middleware must return a response: its own, or what next() gave");
  return response;
}
