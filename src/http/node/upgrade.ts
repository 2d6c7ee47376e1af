import { type IncomingMessage, type Server as HttpServer, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { ServerOptions, WebSocketServer } from "ws";
import type { Handle } from "../engine.ts";
import { declaredLength } from "../headers.ts";
import { type AcceptOptions, type Upgrade, UpgradeAborted, type WebSocketEnd } from "../websocket.ts";
import type { Conditions } from "./conditions.ts";
import { NodeExchange } from "./exchange.ts";
import { NodeWebSocketEnd } from "./websocket.ts";

/** What a close frame says when the server stops: Service Restart, as IANA's registry calls it. */
const serviceRestart = 1012;

/** How long the other end may take to answer a close frame, in milliseconds. */
const closeTimeout = 10_000;

/** Messages shorter than this are sent as they are, in bytes. */
const compressionThreshold = 1024;

/** The base64 of sixteen bytes. */
const keyPattern = /^[+/0-9A-Za-z]{22}==$/;

const protocolsPattern = /^[!#$%&'*+\-.^_`|~\w]+(?:[\t ]*,[\t ]*[!#$%&'*+\-.^_`|~\w]+)*$/;

/**
 * A client opens a WebSocket (RFC 6455 section 4.2.1). Any other wish to upgrade, and one in other words, is ignored as RFC
 * 9110 section 7.8 allows.
 */
export function opensWebSocket({ method, headers, rawHeaders, httpVersion }: IncomingMessage): boolean {
  return (
    method === "GET" &&
    httpVersion === "1.1" &&
    headers.upgrade?.toLowerCase() === "websocket" &&
    headers["sec-websocket-version"] === "13" &&
    keyPattern.test(headers["sec-websocket-key"] ?? "") &&
    protocolsPattern.test(headers["sec-websocket-protocol"] ?? "none") &&
    declaredLength(rawHeaders) === 0
  );
}

/** Hands every request that opens a WebSocket to `handle`; `event` is that of the server's connections. */
export function takeUpgrades(
  server: HttpServer,
  event: string,
  handle: Handle,
  conditions: Conditions,
): void {
  server.on("upgrade", (request, socket: Socket, head) => {
    // Node has taken its own listener off; `close` tells of the end.
    socket.on("error", () => socket.destroy());
    if (opensWebSocket(request)) answer(request, socket, head);
    else parseAgain(server, event, request, socket, head);
  });

  const answer = (request: IncomingMessage, socket: Socket, head: Buffer): void => {
    const response = new ServerResponse(request);
    try {
      response.assignSocket(socket);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_HTTP_SOCKET_ASSIGNED") throw error;
      // An earlier request of the connection is not answered yet: nothing may be sent before it (RFC 9112 section 9.3.2).
      socket.destroy();
      return;
    }
    handle(new NodeUpgradeExchange(response, socket, head, conditions));
  };
}

/**
 * Gives a request back to the server without its wish for another protocol: before Node.js 24.9, where
 * `shouldUpgradeCallback` came, every upgrade ends up here.
 */
function parseAgain(
  server: HttpServer,
  event: string,
  { method, url, httpVersion, rawHeaders }: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() !== "upgrade") lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit(event, socket);
}

/** The exchange of a client that opens a WebSocket; an answer in its place ends the connection. */
class NodeUpgradeExchange extends NodeExchange {
  readonly upgrade: Upgrade;

  constructor(response: ServerResponse, socket: Socket, head: Buffer, conditions: Conditions) {
    super(response.req, response, conditions, false);
    response.shouldKeepAlive = false;
    response.once("finish", () => socket.end());
    this.upgrade = new NodeUpgrade(response, socket, head, conditions);
  }
}

class NodeUpgrade implements Upgrade {
  readonly #response: ServerResponse;
  readonly #socket: Socket;
  readonly #head: Buffer;
  readonly #conditions: Conditions;

  constructor(response: ServerResponse, socket: Socket, head: Buffer, conditions: Conditions) {
    this.#response = response;
    this.#socket = socket;
    this.#head = head;
    this.#conditions = conditions;
  }

  get protocols(): readonly string[] {
    const offered = this.#response.req.headers["sec-websocket-protocol"];
    return offered ? offered.split(",").map((protocol) => protocol.trim()) : [];
  }

  async accept(options: AcceptOptions): Promise<WebSocketEnd> {
    const server = await serverFor(options);
    const response = this.#response;
    const socket = this.#socket;
    const opened = Promise.withResolvers<WebSocketEnd>();
    const abort = (): void => opened.reject(new UpgradeAborted());
    if (socket.destroyed) abort();
    else {
      response.detachSocket(socket);
      // From here on the exchange ends with the connection.
      socket.once("close", () => abandon(response));
      socket.once("close", abort);
      accepted.set(response.req, options);
      server.handleUpgrade(response.req, socket, this.#head, (webSocket) =>
        // At once: the first message may be here already.
        opened.resolve(new NodeWebSocketEnd(webSocket, socket, options)),
      );
    }
    const end = await opened.promise;
    socket.off("close", abort);
    this.#endWithServer(end);
    return end;
  }

  #endWithServer(end: WebSocketEnd): void {
    const forget = this.#conditions.onStop(() => void end.close(serviceRestart, ""));
    void end.closed.then(forget);
  }
}

/** With what each request that is being upgraded was accepted. */
const accepted = new WeakMap<IncomingMessage, AcceptOptions>();

/** What speaks the protocol, for each set of the options that it cannot be told connection by connection. */
const servers = new Map<string, WebSocketServer>();

/** `ws` is loaded when the first WebSocket is accepted. */
async function serverFor({ messageLimit, compression }: AcceptOptions): Promise<WebSocketServer> {
  const key = `${messageLimit} ${compression}`;
  const known = servers.get(key);
  if (known) return known;
  const { WebSocketServer } = await import("ws");
  // Its types do not know `closeTimeout` yet.
  const settings: ServerOptions & { readonly closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    maxPayload: messageLimit,
    closeTimeout,
    // A context that outlives its message would cost each connection hundreds of kilobytes.
    perMessageDeflate: compression && {
      threshold: compressionThreshold,
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
    },
    handleProtocols: (_offered, request) => accepted.get(request)?.protocol ?? false,
  };
  const server = new WebSocketServer(settings);
  server.on("headers", (lines, request) => {
    const { headers = [] } = accepted.get(request) ?? {};
    for (let i = 0; i + 1 < headers.length; i += 2) lines.push(`${headers[i]}: ${headers[i + 1]}`);
  });
  servers.set(key, server);
  return server;
}

/** Ends a response that is not sent; Node 22 would tell nobody. */
export function abandon(response: ServerResponse): void {
  response.destroy();
  process.nextTick(() => response.closed || response.emit("close"));
}
