import type { RequestState } from "./state.ts";

/** What the parameters in a route's path are filled with. */
export type UrlParameters = Readonly<Record<string, string | number | bigint | boolean>>;

/**
 * The connection that a request or a WebSocket came by, and the head of what it asked for; behind a proxy that the server
 * does not trust, the address and the encryption are those of the proxy.
 * @source connection
 */
export interface Connection {
  /** The address of the other end, as the engine tells it; `undefined` where the engine cannot know. */
  readonly remoteAddress: string | undefined;
  /** The connection itself is encrypted. */
  readonly secure: boolean;
  /** What stands before the app's own paths in those that clients ask for, such as `/admin` where it is mounted there; else `""`. */
  readonly rootPath: string;
  /** What middleware has handed on. */
  readonly state: RequestState;

  /**
   * The URL of a route by its name, with scheme and host: `connection.urlFor("getItem", { id: 3 })`. Throws a `TypeError` where
   * no route of the app has that name and these parameters.
   */
  urlFor(name: string, params?: UrlParameters): string;

  /** One header by its name, in any case; repeats joined as RFC 9110 section 5.3 says. */
  header(name: string): string | undefined;

  /** One parameter of the query by its name, decoded; the last one where it is repeated. */
  query(name: string): string | undefined;

  /** One cookie by its name, decoded. */
  cookie(name: string): string | undefined;
}
