import { BodyAborted, BodyTimeout, BodyTooLarge, type Exchange } from "../http/engine.ts";
import { HTTPException } from "../http/exception.ts";
import { hasBody } from "../http/status.ts";
import { BodyError } from "../parameters/body-error.ts";
import { InvalidItem } from "../parameters/invalid-item.ts";
import { toJson, JSONResponse } from "../responses/json.ts";
import { BaseResponse } from "../responses/response.ts";
import { PlainTextResponse } from "../responses/text.ts";
import type { Issue } from "../schema/issue.ts";
import type { WebSocketException } from "../websockets/exceptions.ts";
import { RequestValidationError, StreamExpired, type WebSocketRequestValidationError } from "./exceptions.ts";

/** Told of every error that is not the client's: thrown by a handler, or while its stream was under way. */
export type ErrorReporter = (error: unknown, exchange: Exchange) => void;

/** The exception that FastAPI throws where reading the body has failed; any other error is itself. */
export function expectedError(error: unknown): unknown {
  if (error instanceof BodyError) return new HTTPException(400, error.message, { cause: error });
  if (error instanceof InvalidItem) return new RequestValidationError(error.errors);
  if (error instanceof BodyTooLarge) return new HTTPException(413, undefined, { cause: error });
  if (error instanceof BodyTimeout) return new HTTPException(408, undefined, { cause: error });
  if (error instanceof BodyAborted)
    return new HTTPException(400, "There was an error parsing the body", { cause: error });
  return error;
}

/** Whether the body could not be read, or was not what its type says, or the client left in the middle of it: its own error. */
export function isOfBody(error: unknown): boolean {
  return expectedError(error) !== error;
}

/** What is thrown at those who wait on a signal that is aborted. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** The answer to an error that nobody expected: 500, without a word of what it was. */
export function internalServerError(): BaseResponse {
  return new PlainTextResponse("Internal Server Error", { status: 500 });
}

/** What an `HTTPException` is answered with unless the app says otherwise: `{"detail": …}`. */
export function httpExceptionHandler({ status, detail, headers }: HTTPException): BaseResponse {
  return hasBody(status)
    ? new JSONResponse({ detail }, { status, headers })
    : new BaseResponse(null, { status, headers });
}

/**
 * What a `RequestValidationError` is answered with unless the app says otherwise: 422 with every issue; an input that JSON
 * cannot hold (`1e999` is Infinity) or that is nested too deep is left out.
 */
export function requestValidationExceptionHandler({ errors }: RequestValidationError): BaseResponse {
  return new JSONResponse({ detail: detailOf(errors) }, { status: 422 });
}

/** What a `WebSocketRequestValidationError` is answered with unless the app says otherwise: 403 with every issue. */
export function webSocketRequestValidationExceptionHandler({
  errors,
}: WebSocketRequestValidationError): BaseResponse {
  return new JSONResponse({ detail: detailOf(errors) }, { status: 403 });
}

/** What a `WebSocketException` is answered with, before the WebSocket is accepted: 403 with the reason. */
export function webSocketExceptionHandler({ reason }: WebSocketException): BaseResponse {
  return new JSONResponse({ detail: reason || "Forbidden" }, { status: 403 });
}

/** What a stream under way tells of a failure, as JSON text: the status and the detail that an answer would have had. */
export function failureRecord(error: unknown): string {
  const known = expectedError(error);
  if (known instanceof HTTPException) return toJson({ status: known.status, detail: known.detail });
  if (known instanceof RequestValidationError) return toJson({ status: 422, detail: detailOf(known.errors) });
  if (known instanceof StreamExpired) return toJson({ status: 503, detail: known.message });
  return toJson({ status: 500, detail: "Internal Server Error" });
}

function detailOf(errors: readonly Issue[]): unknown {
  const echo = new Echo();
  return errors.map(({ type, loc, msg, input, ctx }) => ({
    type,
    loc,
    msg,
    input: echo.of(input),
    ...(ctx && { ctx }),
  }));
}

/** What one answer says of the inputs again: so many characters in all, so that a small body cannot ask for a huge answer. */
class Echo {
  #left = 256 * 1024;

  of(input: unknown): unknown {
    try {
      // As deep as it will stand in the answer.
      this.#left -= toJson({ detail: [{ input }] }).length;
    } catch (error) {
      if (error instanceof TypeError || error instanceof RangeError) return null;
      throw error;
    }
    return this.#left < 0 ? null : (input ?? null);
  }
}
