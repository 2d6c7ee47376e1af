import type { Exchange } from "../http/engine.ts";
import { RequestContext } from "../parameters/context.ts";
import type { ServerWebSocket } from "./server-websocket.ts";

/** A request for a WebSocket as parameters read it. */
export class WebSocketContext extends RequestContext {
  readonly socket: ServerWebSocket;

  constructor(
    exchange: Exchange,
    params: readonly string[],
    open: (context: RequestContext) => ServerWebSocket,
  ) {
    super(exchange, params);
    this.socket = open(this);
  }
}
