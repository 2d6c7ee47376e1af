import { HTTPException } from "../http/exception.ts";
import type { Middleware } from "./middleware.ts";

/** How long a response may take to begin. */
export interface TimeoutOptions {
  readonly seconds: number;
  /** What is answered then; 503 by default. */
  readonly status?: number;
}

/**
 * A response that has not begun in time: its handler's signal is aborted, and the answer is 503. A stream that has begun
 * may go on as long as it likes; for that there is the `lifetime` of a route.
 */
export function timeout({ seconds, status = 503 }: TimeoutOptions): Middleware {
  return async (_request, next) => {
    const controller = new AbortController();
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(new HTTPException(status));
      controller.abort();
    }, seconds * 1000);
    try {
      return await Promise.race([next({ signal: controller.signal }), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
