import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { type ClientOptions, WebSocket } from "ws";
import { NodeWebSocketEnd } from "../../../src/http/node/websocket.ts";
import type { WebSocketEnd } from "../../../src/http/websocket.ts";
import type { Asked } from "../../conformance/websocket-under-test.ts";

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
