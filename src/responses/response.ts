import { type BackgroundTasks, tasksOf } from "../http/background-tasks.ts";
import {
  type CookieOptions,
  expiredCookie,
  type ForgottenCookieOptions,
  serializeCookie,
} from "../http/cookies.ts";
import type { Chunk, Chunks, Exchange } from "../http/engine.ts";
import { HeaderList } from "../http/headers.ts";
import { withCharset } from "../http/media-type.ts";

/** The second argument of every response, after the web's `ResponseInit`; another response gives its status and headers. */
export interface ResponseOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>> | HeaderList;
  /** The content type; `; charset=utf-8` is added to text types that name no charset. */
  readonly mediaType?: string;
  /** Runs when the response has ended, as background tasks do. */
  readonly background?: BackgroundTasks | (() => unknown) | undefined;
}

/** A class of responses as a route names it: the results of the route are its content, and a document tells of its statics. */
export interface ResponseClass {
  new (content: never, options?: ResponseOptions): BaseResponse;
  readonly mediaType: string | undefined;
  readonly status: number;
}

/**
 * What a handler may return to say all about the answer itself: status, headers and body, sent as they are.
 * @response
 */
export class BaseResponse {
  /** The media type where the options give none. */
  static readonly mediaType: string | undefined = undefined;
  /** The status where the options give none. */
  static readonly status: number = 200;
  readonly status: number;
  readonly headers: HeaderList;
  /** One chunk, a sequence of chunks that is pulled as the client takes it, or nothing. */
  readonly body: Chunk | Chunks | null;
  readonly background: BackgroundTasks | undefined;

  constructor(body: Chunk | Chunks | null, options: ResponseOptions = {}) {
    const { status = new.target.status, mediaType = new.target.mediaType, headers } = options;
    this.status = status;
    const copied = headers instanceof HeaderList;
    this.headers = copied ? new HeaderList(headers.raw) : new HeaderList();
    if (mediaType !== undefined && (options.mediaType !== undefined || !this.headers.has("content-type")))
      this.headers.set("content-type", withCharset(mediaType));
    if (!copied) for (const [name, value] of Object.entries(headers ?? {})) this.headers.set(name, value);
    this.body = body;
    this.background = options.background && tasksOf(options.background);
  }

  /** What this request is sent in its place, for responses that look at the request or wait; `undefined` for all others. */
  prepare(_exchange: Exchange): Promise<BaseResponse> | undefined {
    return undefined;
  }

  /** Adds a `Set-Cookie` header (RFC 6265 section 4.1); path `/` and SameSite `lax` by default. */
  setCookie(name: string, value: string, options?: CookieOptions): this {
    this.headers.append("set-cookie", serializeCookie(name, value, options));
    return this;
  }

  /** Tells the client to forget a cookie; the options must be those that it was set with. */
  deleteCookie(name: string, options?: ForgottenCookieOptions): this {
    this.headers.append("set-cookie", expiredCookie(name, options));
    return this;
  }
}

/** The body is one chunk, or nothing; not a sequence that is pulled. */
export function isWhole(body: BaseResponse["body"]): body is Chunk | null {
  return body === null || typeof body === "string" || body instanceof Uint8Array;
}
