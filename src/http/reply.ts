import {
  type CookieOptions,
  expiredCookie,
  type ForgottenCookieOptions,
  serializeCookie,
} from "./cookies.ts";
import { HeaderList } from "./headers.ts";

/**
 * The response that is being prepared: a handler or a dependency takes it to set the status, headers and cookies.
 * @source reply
 */
export class Reply {
  /** The status to answer with, in place of the route's. */
  status: number | undefined = undefined;
  readonly headers: HeaderList = new HeaderList();

  /** Adds a `Set-Cookie` header (RFC 6265 section 4.1); path `/` and SameSite `lax` by default. */
  setCookie(name: string, value: string, options?: CookieOptions): this {
    this.headers.append("set-cookie", serializeCookie(name, value, options));
    return this;
  }

  /** Tells the client to forget a cookie; the options must be those that it was set with. */
  deleteCookie(name: string, options?: ForgottenCookieOptions): this {
    this.headers.append("set-cookie", expiredCookie(name, options));
    return this;
  }
}
