import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { TestContext } from "node:test";
import { buffer } from "node:stream/consumers";
import { type ClientOptions, WebSocket } from "ws";
import { NodeWebSocketEnd } from "../../../src/http/node/websocket.ts";
import { serve, type ServeOptions, type Server } from "../../../src/http/node/index.ts";
import type { AcceptOptions, WebSocketEnd } from "../../../src/http/websocket.ts";
import { acceptOptions, type Asked } from "../../conformance/websocket-under-test.ts";
import { head } from "./connection.ts";

/** Opens a WebSocket over a socket: the client's end, or the answer in its place. */
export function connect(
  url: string,
  { protocols = [], signal }: Asked = {},
  options: ClientOptions = {},
): Promise<WebSocketEnd | Response> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, [...protocols], { perMessageDeflate: false, ...options });
    signal?.addEventListener("abort", () => socket.terminate());
    let connection: Socket | undefined;
    socket.once("upgrade", (response) => {
      connection = response.socket;
    });
    // Before anything else that has come is told of.
    socket.once("open", () =>
      resolve(
        new NodeWebSocketEnd(socket, connection as Socket, { pingInterval: Infinity, pingTimeout: Infinity }),
      ),
    );
    socket.once("unexpected-response", (_request, response) => {
      responseOf(response).then(resolve, reject);
    });
    socket.once("error", reject);
  });
}

async function responseOf(incoming: IncomingMessage): Promise<Response> {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct))
    for (const value of values) headers.append(name, value);
  return new Response(await buffer(incoming), { status: incoming.statusCode ?? 0, headers });
}

/** Where a server is reached for WebSockets. */
export const urlOf = (server: Server): string => server.url.replace("http", "ws");

/** The head of an opening handshake, with some fields changed. */
export function handshake(changed: Readonly<Record<string, string>> = {}, target: string = "/"): string {
  const fields = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...changed,
  };
  return head("GET", target, ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`));
}

/** One frame of a client, masked with zeros. */
export function frame(opcode: number, payload: string, { masked = true, deflated = false } = {}): string {
  assert.ok(payload.length < 126);
  const first = 0x80 | (deflated ? 0x40 : 0) | opcode;
  return (
    String.fromCharCode(first, (masked ? 0x80 : 0) | payload.length) + (masked ? "\0\0\0\0" : "") + payload
  );
}

/** Serves WebSockets for one test; gives the server, and each end that is accepted. */
export async function accepting(
  t: TestContext,
  options: Partial<AcceptOptions> = {},
  serveOptions: ServeOptions = {},
): Promise<{ server: Server; accepted: Promise<WebSocketEnd> }> {
  const accepted = Promise.withResolvers<WebSocketEnd>();
  const server = await serve(
    (exchange) => {
      assert.ok(exchange.upgrade);
      exchange.upgrade.accept({ ...acceptOptions, ...options }).then(accepted.resolve, accepted.reject);
    },
    { port: 0, ...serveOptions },
  );
  t.after(() => server.close(0));
  return { server, accepted: accepted.promise };
}
