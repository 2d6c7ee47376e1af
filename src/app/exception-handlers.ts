import type { Exchange } from "../http/engine.ts";
import { HTTPException } from "../http/exception.ts";
import { webRequest } from "../http/web-request.ts";
import { BaseResponse } from "../responses/response.ts";
import { asResponse } from "../responses/web.ts";
import { WebSocketException } from "../websockets/exceptions.ts";
import { RequestValidationError, WebSocketRequestValidationError } from "./exceptions.ts";
import {
  type ErrorReporter,
  expectedError,
  httpExceptionHandler,
  internalServerError,
  isAbort,
  requestValidationExceptionHandler,
  webSocketExceptionHandler,
  webSocketRequestValidationExceptionHandler,
} from "./failure.ts";
import { sendResponse } from "./send.ts";

/** A class of errors. */
export type ErrorClass<E> = abstract new (...args: never) => E;

type Answer = BaseResponse | Response;

/** Answers an error that was thrown before the response had begun. */
export type ExceptionHandler<E> = (error: E, request: Request) => Answer | Promise<Answer>;

/** A handler that makes its own request of the exchange, if it needs one. */
type Answerer = (error: unknown, exchange: Exchange) => Answer | Promise<Answer>;

/** The handlers that one router was given: by the status of an `HTTPException`, else by the nearest class that has one. */
export class ExceptionHandlers {
  readonly #byStatus = new Map<number, Answerer>();
  readonly #byClass = new Map<unknown, Answerer>();

  /** Sets the handler of a status, or of a class and those that extend it. That of 500, or of `Error`, answers what nobody expected. */
  set<E>(thrown: number | ErrorClass<E>, handler: ExceptionHandler<E>): void {
    const answerer: Answerer = (error, exchange) => handler(error as E, webRequest(exchange));
    if (typeof thrown === "number") this.#byStatus.set(thrown, answerer);
    else this.#byClass.set(thrown, answerer);
  }

  /** What answers this very error. */
  find(error: unknown): Answerer | undefined {
    const byStatus = error instanceof HTTPException ? this.#byStatus.get(error.status) : undefined;
    return byStatus ?? this.#nearest(error);
  }

  /** What answers the errors that nobody expected. */
  get general(): Answerer | undefined {
    return this.#byClass.get(Error) ?? this.#byStatus.get(500);
  }

  #nearest(error: unknown): Answerer | undefined {
    if (typeof error !== "object" || error === null) return undefined;
    let prototype: object | null = Object.getPrototypeOf(error);
    for (; prototype && prototype !== Error.prototype; prototype = Object.getPrototypeOf(prototype)) {
      const found = this.#byClass.get(prototype.constructor);
      if (found) return found;
    }
    return undefined;
  }
}

/** Answers errors by the handlers of the routers around a route, the innermost first, and in the end as FastAPI does. */
export class ErrorResponder {
  readonly #handlers: readonly ExceptionHandlers[];

  constructor(handlers: readonly ExceptionHandlers[]) {
    this.#handlers = handlers;
  }

  /** Answers an exchange whose response has not begun. What nobody expected is reported too, and what a handler throws. */
  async answer(error: unknown, exchange: Exchange, report: ErrorReporter): Promise<void> {
    // Whoever waited on the signal of a client that has left ends so; nobody is there to be answered.
    if (isAbort(error) && exchange.signal.aborted) {
      exchange.send(499, [], "");
      return;
    }
    const known = expectedError(error);
    try {
      const answerer = this.#find(known);
      if (!answerer) report(error, exchange);
      const answer = (answerer ?? this.#general())(known, exchange);
      // Ours are sent at once, without waiting for a turn.
      await sendResponse(
        exchange,
        answer instanceof BaseResponse ? answer : responseOf(await answer),
        report,
      );
    } catch (broken) {
      report(broken, exchange);
      await sendResponse(exchange, internalServerError(), report);
    }
  }

  #find(error: unknown): Answerer | undefined {
    for (const handlers of this.#handlers) {
      const found = handlers.find(error);
      if (found) return found;
    }
    if (error instanceof HTTPException) return () => httpExceptionHandler(error);
    if (error instanceof RequestValidationError) return () => requestValidationExceptionHandler(error);
    if (error instanceof WebSocketException) return () => webSocketExceptionHandler(error);
    if (error instanceof WebSocketRequestValidationError)
      return () => webSocketRequestValidationExceptionHandler(error);
    return undefined;
  }

  #general(): Answerer {
    return this.#handlers.find(({ general }) => general)?.general ?? internalServerError;
  }
}

function responseOf(answer: Answer): BaseResponse {
  const response = asResponse(answer);
  if (!response) throw new TypeError("an exception handler must return a response");
  return response;
}
