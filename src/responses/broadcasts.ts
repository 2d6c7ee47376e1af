import type { RawHeaders } from "../http/engine.ts";
import { type Encode, encodeOnce } from "../streams/channel/batches.ts";
import { Broadcast } from "../streams/channel/broadcast.ts";
import { ChannelGap, type Received } from "../streams/channel/event.ts";
import type { ChannelSubscription } from "../streams/channel/subscription.ts";
import { encodeEvent, eventStream } from "../streams/event-stream.ts";
import type { Format } from "../streams/format.ts";

/** A channel's events on their way out. */
export interface BroadcastStream {
  readonly headers: RawHeaders;
  readonly outflow: Broadcast;
  readonly format: Format;
}

/** Turns a subscription into an answer. */
export type ToBroadcast = (from: ChannelSubscription<unknown>) => BroadcastStream;

/** What is sent of a failure under way, as JSON text; nothing where it is absent. */
type Describe = ((error: unknown) => string) | undefined;

/** The way of a channel's events straight to the engine, in a format that writes each by itself. */
export function broadcastIn(format: Format, encode: Encode, describe: Describe): ToBroadcast {
  const { headers, failure } = format;
  const encoding = {
    encode,
    ...(describe && failure && { fail: (error: unknown) => failure(describe(error)) }),
  };
  return (from) => ({ headers, outflow: new Broadcast(from, encoding), format });
}

/** The same for the data of those events: server-sent events have their ids, too, and are told of gaps. */
export function itemBroadcasts(
  json: (item: unknown) => string,
  describe: Describe,
): (format: Format) => ToBroadcast {
  const made = new Map<Format, ToBroadcast>();
  return (format) => {
    let way = made.get(format);
    if (!way) {
      way = broadcastIn(format, encodeOnce(writerIn(format, json)), describe);
      made.set(format, way);
    }
    return way;
  };
}

function writerIn(format: Format, json: (item: unknown) => string): (event: Received<unknown>) => string {
  if (format !== eventStream)
    return (event) => (event instanceof ChannelGap ? "" : format.item(json(event.data), false));
  return (event) =>
    event instanceof ChannelGap
      ? encodeEvent(event.fields.rawData, event.fields)
      : encodeEvent(json(event.data), event.fields);
}
