import { HTTPException } from "../http/exception.ts";
import type { Middleware } from "./middleware.ts";
import { MemoryRateLimitStore, type Quota, type RateLimitStore } from "./rate-limit-store.ts";
import type { MiddlewareRequest } from "./request.ts";

/** How much whom is allowed. */
export interface RateLimitOptions extends Quota {
  /** Of the policy, in the headers; `default` by default. Limits of the same name share their counts in a store. */
  readonly name?: string;
  /** Who is counted: by default the address, of IPv6 the network of 64 bits. `undefined` is not limited at all. */
  readonly key?: (request: MiddlewareRequest) => string | undefined | Promise<string | undefined>;
  /** Where the counts are kept: in this process by default. */
  readonly store?: RateLimitStore;
}

/**
 * At most so many requests in a time, from each: 429 beyond that, with `Retry-After`. Every answer tells what is left, in
 * `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10). Behind a proxy that
 * the server does not trust, all clients are one.
 */
export function rateLimit(options: RateLimitOptions): Middleware {
  const { limit, window, name = "default", key = addressOf, store = new MemoryRateLimitStore() } = options;
  if (!(limit >= 1) || !(window > 0))
    throw new RangeError("a rate limit is at least 1 in more than 0 seconds");
  const policy = `"${name}";q=${limit};w=${wholeSeconds(window)}`;
  return async (request, next) => {
    const who = await key(request);
    if (who === undefined) return next();
    const { allowed, remaining, reset, retryAfter } = await store.take(`${name}:${who}`, { limit, window });
    const told = {
      "ratelimit-policy": policy,
      ratelimit: `"${name}";r=${remaining};t=${wholeSeconds(reset)}`,
    };
    if (!allowed) {
      const headers = { ...told, "retry-after": String(Math.max(1, wholeSeconds(retryAfter))) };
      throw new HTTPException(429, undefined, { headers });
    }
    const response = await next();
    for (const [header, value] of Object.entries(told)) response.headers.append(header, value);
    return response;
  };
}

/** One host has a whole network of IPv6 to itself, as a rule of 64 bits (RFC 6177). */
function addressOf({ remoteAddress = "" }: MiddlewareRequest): string {
  if (!remoteAddress.includes(":")) return remoteAddress;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(remoteAddress)?.[1];
  return mapped ?? networkOf(remoteAddress);
}

function networkOf(address: string): string {
  const [before = "", after] = (address.split("%")[0] as string).split("::");
  const groups = before === "" ? [] : before.split(":");
  const rest = after === undefined || after === "" ? [] : after.split(":");
  const zeros =
    after === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0");
  const first = [...groups, ...zeros, ...rest].slice(0, 4);
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}

/** Rounded up, but for a hair's breadth: the times are sums of fractions. */
function wholeSeconds(seconds: number): number {
  return Math.ceil(seconds - 1e-6);
}
