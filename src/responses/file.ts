import { createReadStream, type Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { lookup } from "mrmime";
import type { Chunk, Exchange, RawHeaders } from "../http/engine.ts";
import { joinedHeader } from "../http/headers.ts";
import { type ByteRange, parseRange } from "../http/range.ts";
import { BaseResponse, type ResponseOptions } from "./response.ts";

/** What may be said of a file beside its path. */
export interface FileResponseOptions extends ResponseOptions {
  /** The name that the client is to save it under (RFC 6266); without one there is no `Content-Disposition`. */
  readonly filename?: string;
  /** Whether the client is to save it or to show it; `attachment` by default, and only with a `filename`. */
  readonly disposition?: "attachment" | "inline";
}

/**
 * A file, read as the client takes it, with its length, date and entity tag; a request for one range of bytes gets that
 * (RFC 9110 section 14). The media type follows from the name. A file that is not there is the server's failure.
 * @response
 */
export class FileResponse extends BaseResponse {
  readonly #path: string;

  constructor(path: string | URL, options: FileResponseOptions = {}) {
    const file = typeof path === "string" ? path : fileURLToPath(path);
    const { filename, disposition = "attachment", ...rest } = options;
    super(null, { mediaType: lookup(filename ?? file) ?? "text/plain", ...rest });
    this.#path = file;
    if (filename !== undefined && !this.headers.has("content-disposition"))
      this.headers.set("content-disposition", named(disposition, filename));
  }

  override async prepare(exchange: Exchange): Promise<BaseResponse> {
    const stats = await stat(this.#path);
    if (!stats.isFile()) throw new Error(`${this.#path} is not a file`);
    const { size } = stats;
    const headers = this.headers.over(validators(stats));
    const range = this.status === 200 ? rangeFor(exchange, headers, size) : undefined;
    if (range === "unsatisfiable") {
      return new BaseResponse(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
    }
    const { first, last } = range ?? { first: 0, last: size - 1 };
    const part = new BaseResponse(contents(this.#path, first, last), { status: range ? 206 : this.status });
    for (let i = 0; i + 1 < headers.length; i += 2)
      part.headers.append(headers[i] as string, headers[i + 1] as string);
    part.headers.set("content-length", String(last - first + 1));
    if (range) part.headers.set("content-range", `bytes ${first}-${last}/${size}`);
    return part;
  }
}

/** What tells one version of the file from another (RFC 9110 section 8.8), and that parts of it can be asked for. */
function validators(stats: Stats): RawHeaders {
  const modified = stats.mtime.toUTCString();
  return ["accept-ranges", "bytes", "last-modified", modified, "etag", entityTag(stats)];
}

/** The range that is asked for, unless it is one of an earlier version (RFC 9110 section 13.1.5). */
function rangeFor(
  exchange: Exchange,
  headers: RawHeaders,
  size: number,
): ByteRange | "unsatisfiable" | undefined {
  const range = exchange.header("range");
  if (range === undefined || exchange.method !== "GET") return undefined;
  const version = exchange.header("if-range");
  const isCurrent =
    version === undefined ||
    version === joinedHeader(headers, "etag") ||
    version === joinedHeader(headers, "last-modified");
  return isCurrent ? parseRange(range, size) : undefined;
}

/** The file is opened at the first pull, so that there is nothing to close where nothing is pulled. */
async function* contents(path: string, start: number, end: number): AsyncGenerator<Chunk> {
  if (end >= start) yield* createReadStream(path, { start, end });
}

/** Changes whenever the file does, as far as its date and length can tell. */
function entityTag({ mtimeMs, size }: Stats): string {
  return `"${Math.round(mtimeMs * 1000).toString(36)}-${size.toString(36)}"`;
}

/** A name that is no plain ASCII is percent-encoded (RFC 8187). */
function named(disposition: string, filename: string): string {
  if (/^[\x20-\x7e]*$/.test(filename) && !/["\\%]/.test(filename))
    return `${disposition}; filename="${filename}"`;
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename*=utf-8''${encoded}`;
}
