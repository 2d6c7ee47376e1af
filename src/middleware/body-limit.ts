import { BodyTooLarge } from "../http/engine.ts";
import type { Middleware } from "./middleware.ts";

/**
 * Bodies of at most so many bytes: 413 for one that says it is longer, before it is read, and for one that turns out to be.
 * A route's own smaller limit holds as well.
 */
export function bodyLimit(bytes: number): Middleware {
  return (request, next) => {
    if (Number(request.header("content-length") ?? 0) > bytes) throw new BodyTooLarge(bytes);
    return next({ bodyLimit: bytes });
  };
}
