import { RedirectResponse } from "../responses/redirect.ts";
import { PlainTextResponse } from "../responses/text.ts";
import type { Middleware } from "./middleware.ts";

/**
 * Sends requests that did not come over TLS to the same URL with `https`, a WebSocket with `wss`: 307. Where a proxy ends
 * TLS, the server has to trust what that says of the connection, or the redirects will never end.
 */
export function httpsRedirect(): Middleware {
  return (request, next) => {
    if (request.secure) return next();
    const host = request.header("host");
    if (host === undefined) return new PlainTextResponse("Invalid host header", { status: 400 });
    const scheme = request.isWebSocket ? "wss" : "https";
    return new RedirectResponse(`${scheme}://${host.replace(/:(?:80|443)$/, "")}${request.originalTarget}`);
  };
}
