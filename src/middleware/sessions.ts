import type { Connection } from "../http/connection.ts";
import { type CookieOptions, expiredCookie, serializeCookie } from "../http/cookies.ts";
import { stateKey } from "../http/state-key.ts";
import type { BaseResponse } from "../responses/response.ts";
import type { Middleware } from "./middleware.ts";
import { SignedText } from "./signed-text.ts";

/** How sessions are kept in a cookie. */
export interface SessionOptions extends Pick<CookieOptions, "path" | "domain" | "sameSite" | "partitioned"> {
  /** Signs the cookies. Of several the first signs, and all are taken: put a new one first to change it. */
  readonly secret: string | readonly string[];
  /** The cookie's name; `session` by default. */
  readonly cookie?: string;
  /** Seconds that a session lives, from its last change; two weeks by default. One in use is renewed halfway. */
  readonly maxAge?: number;
  /** The cookie is sent over TLS alone; by default where the request came by it. */
  readonly secure?: boolean;
}

/** What the app remembers of a visitor: plain data that JSON can hold, which the visitor can read but not change. */
export class Session<T extends object> {
  /** Change it as you like before the response begins. */
  data: Partial<T>;

  constructor(data: Partial<T>) {
    this.data = data;
  }

  /** Forgets everything; the cookie goes too. */
  clear(): void {
    this.data = {};
  }
}

/** Sessions in a signed cookie: a dependency that gives the session of a request, `Depends<typeof visits>`. */
export interface Sessions<T extends object> {
  (connection: Connection): Session<T>;
  /** Reads the cookie where somebody asks for the session, and sets it where that has changed. */
  readonly middleware: Middleware;
}

/**
 * Keeps what the app remembers of a visitor in a cookie that is signed (HMAC with SHA-256), not encrypted. `T` is its
 * shape; each part may be missing. A session that nobody asks for costs nothing.
 */
export function sessions<T extends object>(options: SessionOptions): Sessions<T> {
  const key = stateKey<OpenSession<T>>("session");
  const jar = new SessionJar(options);
  const middleware: Middleware = async (request, next) => {
    const open = new OpenSession<T>(() => jar.read(request));
    request.state.set(key, open);
    const response = await next();
    jar.write(response, open, request.secure);
    return response;
  };
  return Object.assign((connection: Connection) => key(connection).session, { middleware });
}

/** What a cookie held. */
interface Kept {
  readonly json: string;
  /** Seconds since it was signed. */
  readonly age: number;
}

/** The session of one request, read from its cookie when somebody asks for it. */
class OpenSession<T extends object> {
  readonly #read: () => Kept | undefined;
  #kept: Kept | undefined = undefined;
  #session: Session<T> | undefined = undefined;

  constructor(read: () => Kept | undefined) {
    this.#read = read;
  }

  get session(): Session<T> {
    if (!this.#session) {
      this.#kept = this.#read();
      this.#session = new Session(this.#kept ? (JSON.parse(this.#kept.json) as Partial<T>) : {});
    }
    return this.#session;
  }

  /** Somebody has asked for it. */
  get isUsed(): boolean {
    return this.#session !== undefined;
  }

  /** What the cookie held. */
  get kept(): Kept | undefined {
    return this.#kept;
  }
}

/** Sessions to cookies and back. */
class SessionJar {
  readonly #signed: SignedText;
  readonly #name: string;
  readonly #maxAge: number;
  readonly #options: CookieOptions;
  readonly #secure: boolean | undefined;

  constructor({ secret, cookie = "session", maxAge = 14 * 24 * 3600, secure, ...options }: SessionOptions) {
    // Bound to the name, so that one cookie is never taken for another.
    this.#signed = new SignedText(typeof secret === "string" ? [secret] : secret, `session ${cookie}`);
    this.#name = cookie;
    this.#maxAge = maxAge;
    this.#options = options;
    this.#secure = secure;
  }

  read(request: Pick<Connection, "cookie">): Kept | undefined {
    const cookie = request.cookie(this.#name);
    const opened = cookie === undefined ? undefined : this.#signed.open(cookie);
    if (opened === undefined) return undefined;
    const dot = opened.indexOf(".");
    const age = Date.now() / 1000 - Number(opened.slice(0, dot));
    return age <= this.#maxAge ? { json: opened.slice(dot + 1), age } : undefined;
  }

  write({ headers }: BaseResponse, open: OpenSession<object>, secure: boolean): void {
    if (!open.isUsed) return;
    headers.addVary("Cookie");
    const { kept, session } = open;
    const options = { httpOnly: true, ...this.#options, secure: this.#secure ?? secure };
    const json = JSON.stringify(session.data);
    if (json === "{}") {
      if (kept) headers.append("set-cookie", expiredCookie(this.#name, options));
      return;
    }
    if (json === kept?.json && kept.age < this.#maxAge / 2) return;
    const value = this.#signed.sign(`${Math.floor(Date.now() / 1000)}.${json}`);
    const cookie = serializeCookie(this.#name, value, { ...options, maxAge: this.#maxAge });
    // Browsers drop what is longer (RFC 6265bis section 5.5), and the visitor with it.
    if (cookie.length > 4096)
      throw new RangeError(`the session is too long for a cookie: ${cookie.length} bytes`);
    headers.append("set-cookie", cookie);
  }
}
