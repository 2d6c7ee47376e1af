import { BaseResponse } from "../responses/response.ts";
import { PlainTextResponse } from "../responses/text.ts";
import type { Middleware } from "./middleware.ts";
import type { MiddlewareRequest } from "./request.ts";

/** What other origins are allowed. */
export interface CORSOptions {
  /** `https://example.com`; `*` for all. None by default. */
  readonly allowOrigins?: readonly string[];
  /** Matched against the whole origin, beside `allowOrigins`. */
  readonly allowOriginRegex?: RegExp;
  /** `GET` alone by default; `*` for all. */
  readonly allowMethods?: readonly string[];
  /** Request headers beside those that are always allowed; `*` for all. */
  readonly allowHeaders?: readonly string[];
  /** Cookies, and other credentials. With `*` for the origins, every site can act for a user who is logged in. */
  readonly allowCredentials?: boolean;
  /** A public site may reach an app in a private network. */
  readonly allowPrivateNetwork?: boolean;
  /** Response headers that scripts can read beside the usual ones. */
  readonly exposeHeaders?: readonly string[];
  /** Seconds for which a browser remembers what it was told; 600 by default. */
  readonly maxAge?: number;
}

const allMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const alwaysAllowed = ["Accept", "Accept-Language", "Content-Language", "Content-Type"];

/**
 * Tells browsers which other origins may use the app (the Fetch standard, section 3.2). Answers preflights by itself: 200
 * `OK`, or 400 with what is not allowed. As an app's outermost middleware it covers errors too.
 */
export function cors(options: CORSOptions = {}): Middleware {
  const policy = new Policy(options);
  return async (request, next) => {
    const origin = request.header("origin");
    const asked = request.header("access-control-request-method");
    if (origin !== undefined && asked !== undefined && request.method === "OPTIONS")
      return policy.preflight(request, origin, asked);
    const response = await next();
    policy.mark(response, request, origin);
    return response;
  };
}

class Policy {
  readonly #origins: ReadonlySet<string>;
  readonly #pattern: RegExp | undefined;
  readonly #methods: readonly string[];
  readonly #headers: readonly string[];
  readonly #anyOrigin: boolean;
  readonly #anyHeader: boolean;
  readonly #credentials: boolean;
  readonly #privateNetwork: boolean;
  readonly #exposed: string;
  readonly #maxAge: number;

  constructor(options: CORSOptions) {
    const { allowOrigins = [], allowOriginRegex, allowMethods = ["GET"], allowHeaders = [] } = options;
    this.#origins = new Set(allowOrigins);
    this.#pattern = allowOriginRegex && wholly(allowOriginRegex);
    this.#methods = allowMethods.includes("*") ? allMethods : allowMethods;
    this.#headers = [...new Set([...alwaysAllowed, ...allowHeaders])].toSorted();
    this.#anyOrigin = this.#origins.has("*");
    this.#anyHeader = allowHeaders.includes("*");
    this.#credentials = options.allowCredentials ?? false;
    this.#privateNetwork = options.allowPrivateNetwork ?? false;
    this.#exposed = (options.exposeHeaders ?? []).join(", ");
    this.#maxAge = options.maxAge ?? 600;
  }

  preflight(request: MiddlewareRequest, origin: string, method: string): BaseResponse {
    const { headers } = new BaseResponse(null);
    const refused: string[] = [];
    this.#allow(headers, origin, this.#anyOrigin && !this.#credentials);
    headers.set("access-control-allow-methods", this.#methods.join(", "));
    headers.set("access-control-max-age", String(this.#maxAge));
    if (!this.#allows(origin)) refused.push("origin");
    if (!this.#methods.includes(method)) refused.push("method");
    const asked = request.header("access-control-request-headers");
    if (!this.#anyHeader) headers.set("access-control-allow-headers", this.#headers.join(", "));
    else if (asked !== undefined) headers.set("access-control-allow-headers", asked);
    if (asked !== undefined && !this.#allowsHeaders(asked)) refused.push("headers");
    if (request.header("access-control-request-private-network") !== undefined) {
      if (this.#privateNetwork) headers.set("access-control-allow-private-network", "true");
      else refused.push("private-network");
    }
    return refused.length > 0
      ? new PlainTextResponse(`Disallowed CORS ${refused.join(", ")}`, { status: 400, headers })
      : new PlainTextResponse("OK", { headers });
  }

  /** Adds what a browser looks for in an answer; `Vary` also for those without an origin, since caches keep them too. */
  mark({ headers }: BaseResponse, request: MiddlewareRequest, origin: string | undefined): void {
    if (origin === undefined) {
      if (!this.#anyOrigin) headers.addVary("Origin");
      return;
    }
    // A browser that has sent credentials takes no `*` for an answer.
    const anyone = this.#anyOrigin && !this.#credentials && request.header("cookie") === undefined;
    this.#allow(headers, origin, anyone);
    if (this.#exposed !== "") headers.set("access-control-expose-headers", this.#exposed);
  }

  #allow(headers: BaseResponse["headers"], origin: string, anyone: boolean): void {
    if (anyone) headers.set("access-control-allow-origin", "*");
    else {
      if (this.#allows(origin)) headers.set("access-control-allow-origin", origin);
      headers.addVary("Origin");
    }
    if (this.#credentials) headers.set("access-control-allow-credentials", "true");
  }

  #allows(origin: string): boolean {
    return this.#anyOrigin || this.#origins.has(origin) || (this.#pattern?.test(origin) ?? false);
  }

  #allowsHeaders(asked: string): boolean {
    if (this.#anyHeader) return true;
    const allowed = new Set(this.#headers.map((name) => name.toLowerCase()));
    return asked.split(",").every((name) => allowed.has(name.trim().toLowerCase()));
  }
}

/** The pattern for a whole text, and for each on its own: `g` and `y` would go on where the last match has ended. */
function wholly({ source, flags }: RegExp): RegExp {
  return new RegExp(`^(?:${source})$`, flags.replace(/[gmy]/g, ""));
}
