import type { Connection } from "../http/connection.ts";
import { type Given, type SecurityOptions, SecurityScheme } from "./scheme.ts";

/** What may be said of a key. */
export interface APIKeyOptions<A extends boolean> extends SecurityOptions<A> {
  /** Of the header, the query parameter or the cookie that holds the key. */
  readonly name: string;
}

/** A key in one place of the request's head; an empty one is none. */
abstract class APIKey<A extends boolean> extends SecurityScheme<Given<string, A>> {
  constructor(place: "header" | "query" | "cookie", { name, ...options }: APIKeyOptions<A>) {
    super({ type: "apiKey", in: place, name }, options);
  }

  protected override get challenge(): string {
    return "APIKey";
  }
}

/** A key in a header: `new APIKeyHeader({ name: "x-api-key" })`. */
export class APIKeyHeader<A extends boolean = true> extends APIKey<A> {
  readonly #name: string;

  constructor(options: APIKeyOptions<A>) {
    super("header", options);
    this.#name = options.name;
  }

  protected override read(connection: Connection): string | undefined {
    return connection.header(this.#name) || undefined;
  }
}

/** A key in the query: `new APIKeyQuery({ name: "key" })`. Logs and histories keep queries; a header is the better place. */
export class APIKeyQuery<A extends boolean = true> extends APIKey<A> {
  readonly #name: string;

  constructor(options: APIKeyOptions<A>) {
    super("query", options);
    this.#name = options.name;
  }

  protected override read(connection: Connection): string | undefined {
    return connection.query(this.#name) || undefined;
  }
}

/** A key in a cookie: `new APIKeyCookie({ name: "session" })`. Browsers send it unasked, from other sites too. */
export class APIKeyCookie<A extends boolean = true> extends APIKey<A> {
  readonly #name: string;

  constructor(options: APIKeyOptions<A>) {
    super("cookie", options);
    this.#name = options.name;
  }

  protected override read(connection: Connection): string | undefined {
    return connection.cookie(this.#name) || undefined;
  }
}
