import type { BaseResponse } from "../responses/response.ts";
import type { RequestChanges } from "./recording-exchange.ts";
import type { MiddlewareRequest } from "./request.ts";

/**
 * Goes on to what the middleware stands around: the next middleware, and in the end the route. Fulfilled with the response
 * when that begins; a stream has not been pulled from yet. Never rejected for an error inside, which has become a
 * response. `changes` are what the inside sees in place of what came. May be called once.
 */
export type Next = (changes?: RequestChanges) => Promise<BaseResponse>;

/** Stands around routes: looks at a request, answers it or goes on to `next`, and returns what is to be sent. */
export type Middleware = (
  request: MiddlewareRequest,
  next: Next,
) => BaseResponse | Response | Promise<BaseResponse | Response>;
