import { BodyAborted, BodyTimeout, BodyTooLarge } from "../http/engine.ts";
import { FormError } from "../parameters/form-limits.ts";
import { toJson, JSONResponse } from "../responses/json.ts";
import type { BaseResponse } from "../responses/response.ts";
import { PlainTextResponse } from "../responses/text.ts";
import type { Issue } from "../schema/issue.ts";
import { HTTPException, RequestValidationError } from "./exceptions.ts";

/** The answer to something thrown, and whether it is the server's own failure, to be logged. */
export interface Failure {
  readonly response: BaseResponse;
  readonly unexpected: boolean;
}

/** Turns what was thrown before a response began into an answer, as FastAPI does. */
export function failureOf(error: unknown): Failure {
  if (error instanceof HTTPException) {
    const response = new JSONResponse(
      { detail: error.detail },
      { status: error.status, headers: error.headers },
    );
    return { response, unexpected: false };
  }
  if (error instanceof RequestValidationError) return expected(validationAnswer(error.errors));
  if (error instanceof FormError) return expected(detail(400, error.message));
  if (error instanceof BodyTooLarge) return expected(detail(413, "Content Too Large"));
  if (error instanceof BodyTimeout) return expected(detail(408, "Request Timeout"));
  if (error instanceof BodyAborted) return expected(detail(400, "There was an error parsing the body"));
  return { response: new PlainTextResponse("Internal Server Error", { status: 500 }), unexpected: true };
}

function expected(response: BaseResponse): Failure {
  return { response, unexpected: false };
}

function detail(status: number, text: string): BaseResponse {
  return new JSONResponse({ detail: text }, { status });
}

/** 422 with every issue; an input that JSON cannot hold (`1e999` is Infinity) or that is nested too deep is left out. */
function validationAnswer(issues: readonly Issue[]): BaseResponse {
  const detail = issues.map(({ type, loc, msg, input, ctx }) => ({
    type,
    loc,
    msg,
    input: echo(input),
    ...(ctx && { ctx }),
  }));
  return new JSONResponse({ detail }, { status: 422 });
}

function echo(input: unknown): unknown {
  if (typeof input === "string") return input;
  try {
    toJson(input);
    return input ?? null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}
