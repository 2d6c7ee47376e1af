import type { RawHeaders } from "../http/engine.ts";

/** A way to write a sequence of JSON values, each as soon as it is there. */
export interface Format {
  readonly mediaType: string;
  readonly headers: RawHeaders;
  /** What keeps a silent connection open, and means nothing. */
  readonly beat: string;
  /** Seconds of silence before a beat, where a route says nothing; 0 for none. */
  readonly heartbeat: number;
  /** One value, given as JSON text; `isFirst` where none went before it. */
  item(json: string, isFirst: boolean): string;
  /** What stands after the last value. */
  finish?(isEmpty: boolean): string;
  /**
   * Sent before the stream is ended ahead of its time, to clients that connect again by themselves, after so many milliseconds;
   * absent where clients do not.
   */
  resume?(milliseconds: number): string;
  /** A failure, given as JSON text, as the last that is sent; none where there is no room for it. */
  failure?(json: string): string;
}
