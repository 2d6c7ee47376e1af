import { RedirectResponse } from "../responses/redirect.ts";
import { PlainTextResponse } from "../responses/text.ts";
import type { Middleware } from "./middleware.ts";

/** What may be said of hosts beside their names. */
export interface TrustedHostsOptions {
  /** A host that is trusted only with `www.` before it is sent there; true by default. */
  readonly wwwRedirect?: boolean;
}

/** Names of hosts alone: `evil.com/.example.com` ends like one, too. */
const below = /^[\w-]+(?:\.[\w-]+)*$/;

/**
 * Answers only requests for hosts of these names, with any port: `example.com`, `*.example.com` for all below it, `*` for
 * all; any other gets 400 `Invalid host header`. Throws a `TypeError` for a name with a `*` elsewhere.
 */
export function trustedHosts(names: readonly string[], options: TrustedHostsOptions = {}): Middleware {
  const trusted = names.map((name) => name.toLowerCase());
  for (const name of trusted) {
    if (name !== "*" && name.replace(/^\*\./, "").includes("*"))
      throw new TypeError(`"${name}" is no name of hosts; write *.example.com`);
  }
  const isTrusted = (host: string): boolean =>
    trusted.some(
      (name) =>
        name === "*" ||
        name === host ||
        (name[0] === "*" && below.test(host) && host.endsWith(name.slice(1))),
    );
  return (request, next) => {
    const authority = (request.header("host") ?? "").toLowerCase();
    const host = authority.replace(/:\d*$/, "");
    if (isTrusted(host)) return next();
    if (options.wwwRedirect !== false && trusted.includes(`www.${host}`)) {
      const scheme = (request.isWebSocket ? "ws" : "http") + (request.secure ? "s" : "");
      return new RedirectResponse(`${scheme}://www.${authority}${request.originalTarget}`);
    }
    return new PlainTextResponse("Invalid host header", { status: 400 });
  };
}
