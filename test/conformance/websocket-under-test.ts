import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Exchange, Handle } from "../../src/http/engine.ts";
import type { AcceptOptions, WebSocketEnd } from "../../src/http/websocket.ts";

/** How a client opens a WebSocket. */
export interface Asked {
  readonly protocols?: readonly string[];
  readonly signal?: AbortSignal;
}

/** An engine that takes WebSockets: gives the client's end, or what was answered instead. */
export interface WebSocketEngine {
  connect(path: string, asked?: Asked): Promise<WebSocketEnd | Response>;
  close(): Promise<void>;
}

export type StartWebSockets = (handle: Handle) => Promise<WebSocketEngine>;

/** What is accepted with where a test says nothing else. */
export const acceptOptions: AcceptOptions = {
  headers: [],
  messageLimit: 1024 * 1024,
  compression: false,
  pingInterval: Infinity,
  pingTimeout: Infinity,
};

/** Both ends of an open WebSocket, and its exchange. */
export interface Opened {
  readonly server: WebSocketEnd;
  readonly client: WebSocketEnd;
  readonly exchange: Exchange;
}

/** Opens a WebSocket for one test. */
export async function opened(
  start: StartWebSockets,
  t: TestContext,
  options: Partial<AcceptOptions> = {},
  asked?: Asked,
): Promise<Opened> {
  const accepted = Promise.withResolvers<{ server: WebSocketEnd; exchange: Exchange }>();
  const engine = await start((exchange) => {
    assert.ok(exchange.upgrade);
    exchange.upgrade.accept({ ...acceptOptions, ...options }).then(
      (server) => accepted.resolve({ server, exchange }),
      (error: unknown) => accepted.reject(error),
    );
  });
  t.after(() => engine.close());
  const client = await engine.connect("/", asked);
  if (client instanceof Response) throw new Error(`answered ${client.status}`);
  return { ...(await accepted.promise), client };
}
