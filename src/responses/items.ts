import type { Result } from "../contract/signature.ts";
import type { Chunk, Chunks } from "../http/engine.ts";
import type { Issue } from "../schema/issue.ts";
import type { Serialize } from "../schema/serializer.ts";
import { encodeEvent, eventStreamHeaders, heartbeat, ServerSentEvent } from "../streams/event-stream.ts";
import { withHeartbeat } from "../streams/heartbeat.ts";
import { encodeItems, type Items } from "../streams/items.ts";
import { encodeLine, jsonLinesType } from "../streams/json-lines.ts";
import { toJson } from "./json.ts";

/** A sequence of items on its way out: its headers, and its chunks. */
export interface ItemStream {
  readonly headers: readonly string[];
  readonly chunks: AsyncIterableIterator<Chunk>;
}

/** Turns what a generator handler returned into an answer, as its result type says. */
export type ToStream = (items: Items) => ItemStream;

/** What a route says of its streams. */
export interface StreamOptions {
  /** Seconds of silence after which an event stream sends a comment. */
  readonly heartbeat: number;
  /** Throws the error for issues of an item. */
  readonly refuse: (issues: readonly Issue[]) => never;
}

/** The way from items to bytes for a kind of result. `value` is how an iterable that no type announced is sent. */
export function itemStream(result: Result, serialize: Serialize, options: StreamOptions): ToStream {
  if (result.kind === "chunks") return (items) => rawStream(items, result.mediaType);
  const json = itemSerializer(serialize, options);
  if (result.kind === "events") return (items) => eventStream(items, json, options.heartbeat);
  return (items) => ({
    headers: ["content-type", jsonLinesType],
    chunks: encodeItems(items, (item) => encodeLine(json(item))),
  });
}

function itemSerializer(serialize: Serialize, options: StreamOptions): (item: unknown) => string {
  return (item) => {
    const issues: Issue[] = [];
    const text = serialize(item, issues);
    return issues.length > 0 ? options.refuse(issues) : text;
  };
}

function rawStream(items: Items, mediaType: string | undefined): ItemStream {
  return {
    headers: mediaType ? ["content-type", mediaType] : [],
    chunks: asyncChunks(items as Chunks),
  };
}

function eventStream(items: Items, json: (item: unknown) => string, seconds: number): ItemStream {
  const encode = (item: unknown): string => {
    if (!(item instanceof ServerSentEvent)) return encodeEvent(json(item));
    const { data, rawData } = item.fields;
    return encodeEvent(data === undefined ? rawData : json(data), item.fields);
  };
  return {
    headers: eventStreamHeaders,
    chunks: withHeartbeat(encodeItems(items, encode), heartbeat, seconds),
  };
}

/** Any sequence of chunks as one that is pulled by promises; an item that is no chunk is an error that names it. */
export function asyncChunks(chunks: Chunks): AsyncIterableIterator<Chunk> {
  return encodeItems(chunks, (item) => {
    if (typeof item === "string" || item instanceof Uint8Array) return item;
    throw new TypeError(
      `a streamed chunk must be a string or bytes, not ${typeof item === "object" ? toJson(item) : typeof item}`,
    );
  });
}
