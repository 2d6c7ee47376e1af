import { stringifySetCookie } from "cookie";

/** What a cookie is set with, beside name and value (RFC 6265 section 4.1.2). */
export interface CookieOptions {
  /** Seconds until it is forgotten. Without it and `expires`, it lives as long as the browser's session. */
  readonly maxAge?: number;
  readonly expires?: Date;
  /** `/` by default. */
  readonly path?: string;
  readonly domain?: string;
  readonly secure?: boolean;
  readonly httpOnly?: boolean;
  /** `lax` by default. */
  readonly sameSite?: "strict" | "lax" | "none";
  /** Kept apart for each top-level site (CHIPS); browsers ask for `secure` with it. */
  readonly partitioned?: boolean;
}

/**
 * The cookies of a `Cookie` header, in an object without a prototype. Of a repeated name the last one counts; a value in
 * double quotes is read as Python writes them, any other is percent-decoded where that gives UTF-8.
 */
export function parseCookies(header: string): Readonly<Record<string, string | undefined>> {
  const cookies: Record<string, string | undefined> = Object.create(null);
  for (const piece of header.split(";")) {
    const equals = piece.indexOf("=");
    const name = equals < 0 ? "" : piece.slice(0, equals).trim();
    const value = piece.slice(equals + 1).trim();
    if (name !== "" || value !== "") cookies[name] = decodeValue(value);
  }
  return cookies;
}

function decodeValue(value: string): string {
  if (value.length >= 2 && value.startsWith('"') && value.endsWith('"')) return unquote(value.slice(1, -1));
  if (!value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}

/** `\"` and `\\`, and `\ooo` for the byte of that octal number. */
function unquote(text: string): string {
  return text.replace(/\\(?:([0-3][0-7][0-7])|(.))/g, (_, octal: string | undefined, char: string) =>
    octal === undefined ? char : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

/** The value of a `Set-Cookie` header. The value is percent-encoded where needed. Throws a `TypeError` for what cannot be sent. */
export function serializeCookie(name: string, value: string, options: CookieOptions = {}): string {
  return stringifySetCookie({ path: "/", sameSite: "lax", ...options, name, value });
}

/** What a cookie is forgotten with: as it was set, but for the times. */
export type ForgottenCookieOptions = Omit<CookieOptions, "maxAge" | "expires">;

/**
 * The value of a `Set-Cookie` header that makes the client forget a cookie of that name, path and domain. Browsers refuse it
 * as they would have refused the cookie: one of `__Host-`, of `sameSite: "none"` or `partitioned` goes by `secure` only.
 */
export function expiredCookie(name: string, options: ForgottenCookieOptions = {}): string {
  return serializeCookie(name, "", { ...options, maxAge: 0, expires: new Date(0) });
}
