import type { Result } from "../contract/signature.ts";
import { preferredType } from "../http/accept.ts";
import type { Chunk, Exchange, RawHeaders } from "../http/engine.ts";
import type { Issue } from "../schema/issue.ts";
import type { Serialize } from "../schema/serializer.ts";
import { encodeOnce } from "../streams/channel/batches.ts";
import { ChannelEvent, ChannelGap } from "../streams/channel/event.ts";
import { ChannelItems } from "../streams/channel/items.ts";
import { ChannelSubscription } from "../streams/channel/subscription.ts";
import { encodeEvent, eventStream, ServerSentEvent } from "../streams/event-stream.ts";
import type { Flow } from "../streams/flow.ts";
import type { Format } from "../streams/format.ts";
import { jsonArray } from "../streams/json-array.ts";
import { jsonLines, newlineDelimitedJson } from "../streams/json-lines.ts";
import { type Encoding, Outflow } from "../streams/outflow.ts";
import type { Items } from "../streams/source.ts";
import { broadcastIn, itemBroadcasts } from "./broadcasts.ts";
import { toJson } from "./json.ts";

/** A sequence of items on its way out. */
export interface ItemStream {
  readonly headers: RawHeaders;
  readonly outflow: Flow;
  /** Absent where chunks are sent as they are. */
  readonly format?: Format;
}

/** Turns what a generator handler returned into an answer, as its result type says. */
export type ToStream = (items: Items, exchange: Exchange) => ItemStream;

/** A format that items are offered in, by `Accept`. */
export type StreamFormat = "lines" | "events" | "array";

/** What a route says of its streams. */
export interface StreamOptions {
  /** In the order of preference; the first where a client has none. */
  readonly formats: readonly StreamFormat[];
  /** Throws the error for issues of an item. */
  readonly refuse: (issues: readonly Issue[]) => never;
  /** What is sent of a failure under way, as JSON text; nothing where it is absent. */
  readonly describe?: (error: unknown) => string;
  /** Milliseconds that a source which was let go may take to end. */
  readonly grace: number;
}

/** Writes the data of events by their type, where the result tells them apart. */
export interface ItemSerializers {
  readonly item: Serialize;
  /** With the type `undefined` for those that are not named. */
  readonly events?: ReadonlyMap<string | undefined, Serialize>;
}

const formats: Readonly<Record<StreamFormat, readonly Format[]>> = {
  lines: [jsonLines, newlineDelimitedJson],
  events: [eventStream],
  array: [jsonArray],
};

/** Throws a `TypeError` for no formats, and for one that there is not. */
export function checkFormats(names: readonly string[]): void {
  if (names.length === 0)
    throw new TypeError('a stream has a format at least: "lines", "events" or "array", a JSON array');
  const unknown = names.find((name) => !Object.hasOwn(formats, name));
  if (unknown === undefined) return;
  const known = '"lines", "events" and "array", a JSON array';
  throw new TypeError(`${JSON.stringify(unknown)} is no format of a stream; there are ${known}`);
}

/** The way from items to bytes for a kind of result. */
export function itemStream(result: Result, serializers: ItemSerializers, options: StreamOptions): ToStream {
  const { grace } = options;
  if (result.kind === "chunks") {
    const headers = result.mediaType ? ["content-type", result.mediaType] : [];
    return (items) => ({ headers, outflow: asyncChunks(items, grace) });
  }
  const write = (serialize: Serialize, item: unknown): string => {
    const issues: Issue[] = [];
    const text = serialize(item, issues);
    return issues.length > 0 ? options.refuse(issues) : text;
  };
  const json = (item: unknown): string => write(serializers.item, item);
  if (result.kind === "events") {
    const writeEvent = eventWriter(serializers, write, options);
    const once = encodeOnce(writeEvent);
    const encode = (item: unknown): Chunk => {
      if (!(item instanceof ServerSentEvent)) return encodeEvent(json(item));
      return item instanceof ChannelEvent ? once(item) : writeEvent(item);
    };
    const broadcast = broadcastIn(eventStream, once, options.describe);
    return (items) =>
      items instanceof ChannelSubscription
        ? broadcast(items)
        : streamIn(eventStream, items, { encode }, options);
  }
  const choose = chooser(options.formats);
  const vary = options.formats.length > 1;
  const broadcasts = itemBroadcasts(json, options.describe);
  return (items, exchange) => {
    const format = choose(exchange);
    // What has an end of its own is written for one client alone.
    const stream =
      items instanceof ChannelItems && !format.finish
        ? broadcasts(format)(items.subscription)
        : streamIn(format, items, encodingOf(format, json), options);
    return vary ? { ...stream, headers: [...stream.headers, "vary", "accept"] } : stream;
  };
}

function chooser(offered: readonly StreamFormat[]): (exchange: Exchange) => Format {
  const all = offered.flatMap((name) => formats[name]);
  const [first = jsonLines, ...rest] = all;
  const types: readonly [string, ...string[]] = [first.mediaType, ...rest.map((format) => format.mediaType)];
  return (exchange) => {
    const type = preferredType(exchange.header("accept"), types);
    return all.find((format) => format.mediaType === type) ?? first;
  };
}

function encodingOf(format: Format, json: (item: unknown) => string): Encoding {
  let isFirst = true;
  const { finish } = format;
  return {
    encode(item) {
      const text = format.item(json(item), isFirst);
      isFirst = false;
      return text;
    },
    ...(finish && { finish: () => finish(isFirst) }),
  };
}

function streamIn(format: Format, items: Items, encoding: Encoding, options: StreamOptions): ItemStream {
  const { describe, grace } = options;
  const { failure } = format;
  const whole =
    describe && failure ? { ...encoding, fail: (error: unknown) => failure(describe(error)) } : encoding;
  return { headers: format.headers, outflow: new Outflow(items, whole, grace), format };
}

/** The text of an event that has more than data; what its type says of the data holds. */
function eventWriter(
  { item, events }: ItemSerializers,
  write: (serialize: Serialize, data: unknown) => string,
  { refuse }: StreamOptions,
): (event: ServerSentEvent) => string {
  return (one) => {
    const { fields } = one;
    const { data, rawData, event } = fields;
    if (one instanceof ChannelGap) return encodeEvent(rawData, fields);
    const serialize = events ? (events.get(event) ?? events.get(undefined)) : item;
    if (!serialize) return refuse([unknownEvent(event, [...(events?.keys() ?? [])])]);
    return encodeEvent(data === undefined ? rawData : write(serialize, data), fields);
  };
}

function unknownEvent(event: string | undefined, known: readonly (string | undefined)[]): Issue {
  const expected = known.map((name) => `'${name}'`).join(" or ");
  return {
    type: "literal_error",
    loc: ["response", "event"],
    msg: `Input should be ${expected}`,
    input: event,
    ctx: { expected },
  };
}

/** Strings and bytes on their way out as they are; an item that is neither is an error that names it. */
export function asyncChunks(chunks: Items, grace?: number): Outflow {
  return new Outflow(chunks, { encode: checkChunk }, grace);
}

function checkChunk(item: unknown): Chunk {
  if (typeof item === "string" || item instanceof Uint8Array) return item;
  throw new TypeError(
    `a streamed chunk must be a string or bytes, not ${typeof item === "object" ? toJson(item) : typeof item}`,
  );
}
