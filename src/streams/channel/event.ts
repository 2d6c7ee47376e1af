import { ServerSentEvent } from "../event-stream.ts";
import { sizeOf } from "./size.ts";

/** What may be said of an event beside its data. */
export interface PublishOptions {
  /** Its type, for `addEventListener` of a browser's `EventSource`. */
  readonly event?: string;
  /** Its own id in place of the channel's; no two events of a channel may have the same. */
  readonly id?: string;
}

/** An event of a channel: one object for all its subscribers, so that it is encoded once for all of them. */
export class ChannelEvent<T> extends ServerSentEvent<T> {
  readonly data: T;
  readonly id: string;
  readonly event: string | undefined;
  /** About how many bytes its data takes. */
  readonly size: number;

  constructor(data: T, id: string, event?: string) {
    super({ data, id, ...(event !== undefined && { event }) });
    this.data = data;
    this.id = id;
    this.event = event;
    this.size = sizeOf(data);
  }
}

/** What a subscriber is given: an event, or a sign that some are missing. */
export type Received<T> = ChannelEvent<T> | ChannelGap;

/** Stands where events are missing: an event of the type `gap` with the data `{"missed":12}`, or `null` for unknown. */
export class ChannelGap extends ServerSentEvent<never> {
  /** How many events are missing; `undefined` where that is not known. */
  readonly missed: number | undefined;

  constructor(missed: number | undefined) {
    super({ event: "gap", rawData: JSON.stringify({ missed: missed ?? null }) });
    this.missed = missed;
  }
}
