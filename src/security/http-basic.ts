import type { Connection } from "../http/connection.ts";
import { credentialsOf } from "./authorization.ts";
import { type Given, type SecurityOptions, SecurityScheme } from "./scheme.ts";

/** What HTTP Basic sends. */
export interface HTTPBasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** What may be said of HTTP Basic. */
export interface HTTPBasicOptions<A extends boolean> extends SecurityOptions<A> {
  /** What the credentials are for; a browser shows it to its user. */
  readonly realm?: string;
}

const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
// eslint-disable-next-line no-control-regex -- the characters that RFC 7617 section 2 forbids
const control = /[\u0000-\u001F\u007F]/;

/** A name and a password in the `Authorization` header (RFC 7617), in UTF-8. What is not so encoded is refused. */
export class HTTPBasic<A extends boolean = true> extends SecurityScheme<Given<HTTPBasicCredentials, A>> {
  readonly #challenge: string;

  constructor({ realm, ...options }: HTTPBasicOptions<A> = {}) {
    super({ type: "http", scheme: "basic" }, options);
    if (realm !== undefined && control.test(realm)) throw new TypeError("a realm has no control characters");
    this.#challenge = realm === undefined ? "Basic" : `Basic realm="${realm.replace(/["\\]/g, "\\$&")}"`;
  }

  protected override read(connection: Connection): HTTPBasicCredentials | undefined {
    const sent = credentialsOf(connection, "basic");
    if (!sent) return undefined;
    const text = decoded(sent.credentials);
    const colon = text.indexOf(":");
    if (colon < 0 || control.test(text)) throw this.makeNotAuthenticatedError();
    return { username: text.slice(0, colon), password: text.slice(colon + 1) };
  }

  protected override get challenge(): string {
    return this.#challenge;
  }
}

/** The text that stands there in base64; empty where it does not. */
function decoded(credentials: string): string {
  const bytes = base64.test(credentials) ? Buffer.from(credentials, "base64") : new Uint8Array();
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return "";
    throw error;
  }
}
