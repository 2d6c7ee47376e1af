import type { Chunk } from "../http/engine.ts";
import { ChannelEvent, ChannelGap, type Received } from "../streams/channel/event.ts";
import { Latest } from "../streams/latest.ts";
import { BaseResponse, type ResponseOptions } from "./response.ts";

/** Pictures as they come: bytes of JPEG files, or such as a channel passes on. */
export type Frames = AsyncIterable<Uint8Array | Received<Uint8Array>>;

const boundary = "frame";

/**
 * Live video as JPEG pictures that replace each other, for an `<img>`. A client is given the newest picture when it can take
 * one, and never those that it has missed.
 * @response multipart/x-mixed-replace
 */
export class MJPEGResponse extends BaseResponse {
  static override readonly mediaType: string = `multipart/x-mixed-replace; boundary=${boundary}`;

  constructor(frames: Frames, options: ResponseOptions = {}) {
    super(new Parts(frames), options);
    this.headers.set("cache-control", "no-store, no-transform");
    this.headers.set("x-accel-buffering", "no");
  }
}

/** Pictures as the parts of a message. */
class Parts implements AsyncIterableIterator<Chunk> {
  readonly #frames: Latest<Uint8Array | Received<Uint8Array>>;
  /** What is still to be sent of the picture that is being sent. */
  #rest: Chunk[] = [`--${boundary}`];
  #isOver = false;

  constructor(frames: Frames) {
    this.#frames = new Latest(frames);
  }

  async next(): Promise<IteratorResult<Chunk>> {
    while (this.#rest.length === 0) {
      if (this.#isOver) return { done: true, value: undefined };
      const step = await this.#frames.next();
      if (step.done) {
        this.#isOver = true;
        this.#rest = ["--\r\n"];
      } else if (!(step.value instanceof ChannelGap)) {
        this.#begin(step.value instanceof ChannelEvent ? step.value.data : step.value);
      }
    }
    return { done: false, value: this.#rest.shift() as Chunk };
  }

  async return(): Promise<IteratorResult<Chunk>> {
    this.#rest = [];
    this.#isOver = true;
    await this.#frames.return();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The boundary goes with the picture before it: a browser shows a picture when it has seen the end of it. */
  #begin(frame: Uint8Array): void {
    const head = `\r\ncontent-type: image/jpeg\r\ncontent-length: ${frame.length}\r\n\r\n`;
    this.#rest = [head, frame, `\r\n--${boundary}`];
  }
}
