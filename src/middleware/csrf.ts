import { HTTPException } from "../http/exception.ts";
import type { Middleware } from "./middleware.ts";
import type { MiddlewareRequest } from "./request.ts";

/** Who else may send requests that change something. */
export interface CSRFOptions {
  /** `https://app.example.com`: the pages of these origins, beside the app's own. */
  readonly trustedOrigins?: readonly string[];
}

/** Methods that change nothing (RFC 9110 section 9.2.1). */
const safe: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * Refuses requests that a page of another site makes a browser send with the cookies of this one: 403 for a method that
 * changes something, or a WebSocket. Goes by what browsers say of a request themselves, `Sec-Fetch-Site` and `Origin`, so
 * that no token has to be carried; whatever is no browser says neither, and passes.
 */
export function csrf({ trustedOrigins = [] }: CSRFOptions = {}): Middleware {
  const trusted = new Set(trustedOrigins);
  return (request, next) => {
    if (safe.has(request.method) && !request.isWebSocket) return next();
    if (isOwn(request) || trusted.has(request.header("origin") ?? "")) return next();
    throw new HTTPException(403, "Cross-origin request refused");
  };
}

function isOwn(request: MiddlewareRequest): boolean {
  const site = request.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  const origin = request.header("origin");
  if (origin === undefined) return true;
  // The scheme is left alone: behind a proxy that ends TLS it is not that of the page.
  return URL.canParse(origin) && new URL(origin).host === request.header("host")?.toLowerCase();
}
