import type { Connection } from "../http/connection.ts";
import { credentialsOf, type HTTPAuthorizationCredentials } from "./authorization.ts";
import { type Given, type SecurityOptions, SecurityScheme } from "./scheme.ts";

/** What may be said of credentials in the `Authorization` header. */
export interface HTTPBaseOptions<A extends boolean> extends SecurityOptions<A> {
  /** One of the registered names of RFC 9110 section 11.1, in lower case. */
  readonly scheme: string;
  /** What a bearer token is, for the document: `JWT`. */
  readonly bearerFormat?: string;
}

/** Credentials in the `Authorization` header, of the scheme that is named: `new HTTPBase({ scheme: "hoba" })`. */
export class HTTPBase<A extends boolean = true> extends SecurityScheme<
  Given<HTTPAuthorizationCredentials, A>
> {
  readonly #scheme: string;

  constructor({ scheme, bearerFormat, ...options }: HTTPBaseOptions<A>) {
    super({ type: "http", scheme, ...(bearerFormat !== undefined && { bearerFormat }) }, options);
    this.#scheme = scheme;
  }

  protected override read(connection: Connection): HTTPAuthorizationCredentials | undefined {
    return credentialsOf(connection, this.#scheme);
  }

  protected override get challenge(): string {
    return this.#scheme.charAt(0).toUpperCase() + this.#scheme.slice(1);
  }
}

/** A bearer token (RFC 6750): `Authorization: Bearer <token>`. */
export class HTTPBearer<A extends boolean = true> extends HTTPBase<A> {
  constructor(options: Omit<HTTPBaseOptions<A>, "scheme"> = {}) {
    super({ ...options, scheme: "bearer" });
  }
}

/** The credentials of HTTP Digest (RFC 7616), as one text that the program checks. */
export class HTTPDigest<A extends boolean = true> extends HTTPBase<A> {
  constructor(options: SecurityOptions<A> = {}) {
    super({ ...options, scheme: "digest" });
  }
}
