import type { Middleware } from "./middleware.ts";

/** Headers by their lower-case names; `null` leaves one out. */
export type SecurityHeaders = Readonly<Record<string, string | null>>;

const defaults: SecurityHeaders = {
  "content-security-policy": null,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/**
 * Adds headers that make browsers more careful, where a response does not have them already: no guessing of types, no
 * frames, no referrers, no windows or scripts of other origins, and, over TLS alone, HTTPS for a year from now on (RFC
 * 6797). `headers` are put over these. A `content-security-policy` has to be your own.
 */
export function securityHeaders(headers: SecurityHeaders = {}): Middleware {
  const all = Object.entries({ ...defaults, ...headers }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return async (request, next) => {
    const response = await next();
    for (const [name, value] of all) {
      // Browsers pass over it where it did not come by TLS (RFC 6797 section 8.1).
      if (name === "strict-transport-security" && !request.secure) continue;
      if (!response.headers.has(name)) response.headers.set(name, value);
    }
    return response;
  };
}
