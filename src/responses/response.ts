import type { Chunk, Chunks } from "../http/engine.ts";
import { HeaderList } from "../http/headers.ts";

/** The second argument of every response, after the web's `ResponseInit`. */
export interface ResponseOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The content type; `; charset=utf-8` is added to text types that name no charset. */
  readonly mediaType?: string;
}

/** What a handler may return to say all about the answer itself: status, headers and body, sent as they are. */
export class BaseResponse {
  readonly status: number;
  readonly headers: HeaderList;
  /** One chunk, a sequence of chunks that is pulled as the client takes it, or nothing. */
  readonly body: Chunk | Chunks | null;

  constructor(body: Chunk | Chunks | null, options: ResponseOptions = {}) {
    this.status = options.status ?? 200;
    this.headers = new HeaderList();
    if (options.mediaType !== undefined) this.headers.set("content-type", withCharset(options.mediaType));
    for (const [name, value] of Object.entries(options.headers ?? {})) this.headers.set(name, value);
    this.body = body;
  }
}

function withCharset(mediaType: string): string {
  return mediaType.startsWith("text/") && !/;\s*charset=/i.test(mediaType)
    ? `${mediaType}; charset=utf-8`
    : mediaType;
}
