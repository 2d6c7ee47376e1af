import type { Source } from "../contract/signature.ts";
import type { RequestContext } from "../parameters/context.ts";
import type { ParameterSource } from "../parameters/source.ts";
import { sources } from "../parameters/sources.ts";
import { WebSocketContext } from "./context.ts";
import { IncomingMessages, messageReader } from "./messages.ts";
import type { ServerWebSocket } from "./server-websocket.ts";

/** `socket: ServerWebSocket`: the WebSocket itself. */
const websocket: ParameterSource = {
  rank: 0,
  bind: () => ({ read: socketOf }),
};

/** `incoming: AsyncIterable<T>`: the messages of the client, each checked when it is asked for. */
const items: ParameterSource = {
  rank: 0,
  bind({ parameter, definitions, strict }) {
    const read = messageReader(parameter.type, definitions, strict);
    return { read: (context) => new IncomingMessages(socketOf(context), read) };
  },
};

function socketOf(context: RequestContext): ServerWebSocket {
  if (context instanceof WebSocketContext) return context.socket;
  throw new Error("a WebSocket's parameter in a route that is none");
}

const { body: _body, form: _form, file: _file, parts: _parts, ...withoutBody } = sources;

/** Every place that the arguments of a WebSocket's handler come from: its request has no body. */
export const websocketSources: Partial<Record<Source, ParameterSource>> = {
  ...withoutBody,
  websocket,
  items,
};
