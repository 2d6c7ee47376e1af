/**
 * The connection that a request came by; behind a proxy, that of the proxy.
 * @source connection
 */
export interface Connection {
  /** The address of the other end, as the engine tells it; `undefined` where the engine cannot know. */
  readonly remoteAddress: string | undefined;
  /** The connection itself is encrypted. */
  readonly secure: boolean;
}
