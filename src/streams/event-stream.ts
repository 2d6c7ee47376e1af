import type { Format } from "./format.ts";

/** The fields of a server-sent event. `data` is sent as JSON, `rawData` as it is; one of them, or neither. */
export interface ServerSentEventFields<T, E extends string = string> {
  readonly data?: T;
  readonly rawData?: string;
  /** Its type, which a client listens to; `message` where there is none. */
  readonly event?: E;
  readonly id?: string;
  /** Milliseconds that a client waits before it connects again. */
  readonly retry?: number;
  readonly comment?: string;
}

/**
 * One server-sent event with more than its data, yielded from an `EventStream`; of type `E`. Throws a `TypeError` for a line
 * break in `event` or `id`, NUL in `id`, or a `retry` that is not a whole number of milliseconds (WHATWG HTML section 9.2.6).
 * Literals in its data stay literals, so that they fit one of several types of events.
 */
export class ServerSentEvent<const T = unknown, const E extends string = string> {
  readonly fields: ServerSentEventFields<T, E>;

  constructor(fields: ServerSentEventFields<T, E>) {
    const { data, rawData, event, id, retry } = fields;
    if (data !== undefined && rawData !== undefined)
      throw new TypeError("an event has either data or rawData");
    if (event !== undefined && /[\r\n]/.test(event)) throw new TypeError("event must be a single line");
    // eslint-disable-next-line no-control-regex -- the standard names NUL
    if (id !== undefined && /[\r\n\0]/.test(id)) throw new TypeError("id must be a single line without NUL");
    if (retry !== undefined && !(Number.isInteger(retry) && retry >= 0)) {
      throw new TypeError("retry must be a whole number of milliseconds");
    }
    this.fields = fields;
  }
}

/**
 * What a handler of server-sent events returns: an async generator of data, or of events with more than data. Events of
 * several types, each with its data: `EventStream<ServerSentEvent<Price, "price"> | ServerSentEvent<Trade, "trade">>`.
 * @response text/event-stream
 */
export interface EventStream<T> extends AsyncGenerator<T | EventOf<T>, void, undefined> {}

type EventOf<T> = T extends ServerSentEvent<unknown> ? never : ServerSentEvent<T>;

const lineBreak = /\r\n|\r|\n/;

/** One event as text: comment, event, data, id, retry, and a blank line. `data` is what stands after `data:`, unsplit. */
export function encodeEvent(data: string | undefined, fields: ServerSentEventFields<unknown> = {}): string {
  let text = "";
  if (fields.comment !== undefined) for (const line of fields.comment.split(lineBreak)) text += `: ${line}\n`;
  if (fields.event !== undefined) text += `event: ${fields.event}\n`;
  if (data !== undefined) {
    if (lineBreak.test(data)) for (const line of data.split(lineBreak)) text += `data: ${line}\n`;
    else text += `data: ${data}\n`;
  }
  if (fields.id !== undefined) text += `id: ${fields.id}\n`;
  if (fields.retry !== undefined) text += `retry: ${fields.retry}\n`;
  return `${text}\n`;
}

/** Server-sent events (WHATWG HTML section 9.2); a comment, which every client ignores, is a beat. */
export const eventStream: Format = {
  mediaType: "text/event-stream",
  // The last two keep proxies from holding events back.
  headers: [
    "content-type",
    "text/event-stream; charset=utf-8",
    "cache-control",
    "no-cache, no-transform",
    "x-accel-buffering",
    "no",
  ],
  beat: ": ping\n\n",
  heartbeat: 15,
  item: (json) => encodeEvent(json),
  resume: (retry) => encodeEvent(undefined, { retry }),
  failure: (json) => encodeEvent(json, { event: "error" }),
};
