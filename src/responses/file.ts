import { createReadStream, type Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { lookup } from "mrmime";
import type { Chunk, Exchange } from "../http/engine.ts";
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
    if (filename !== undefined) this.#setDefault("content-disposition", named(disposition, filename));
  }

  override async prepare(exchange: Exchange): Promise<BaseResponse> {
    const stats = await stat(this.#path);
    if (!stats.isFile()) throw new Error(`${this.#path} is not a file`);
    this.#setDefault("accept-ranges", "bytes");
    this.#setDefault("last-modified", stats.mtime.toUTCString());
    this.#setDefault("etag", entityTag(stats));
    const range = this.status === 200 ? this.#rangeFor(exchange, stats.size) : undefined;
    if (range === "unsatisfiable") {
      return new BaseResponse(null, { status: 416, headers: { "content-range": `bytes */${stats.size}` } });
    }
    return this.#part(range, stats.size);
  }

  /** The whole file, or a part of it. */
  #part(range: ByteRange | undefined, size: number): BaseResponse {
    const { first, last } = range ?? { first: 0, last: size - 1 };
    const part = new BaseResponse(contents(this.#path, first, last), { status: range ? 206 : this.status });
    for (let i = 0; i + 1 < this.headers.raw.length; i += 2)
      part.headers.append(this.headers.raw[i] as string, this.headers.raw[i + 1] as string);
    part.headers.set("content-length", String(last - first + 1));
    if (range) part.headers.set("content-range", `bytes ${first}-${last}/${size}`);
    return part;
  }

  /** The range that is asked for, unless it is one of an earlier version (RFC 9110 section 13.1.5). */
  #rangeFor(exchange: Exchange, size: number): ByteRange | "unsatisfiable" | undefined {
    const range = exchange.header("range");
    if (range === undefined || exchange.method !== "GET") return undefined;
    const version = exchange.header("if-range");
    const { headers } = this;
    const current =
      version === undefined || version === headers.get("etag") || version === headers.get("last-modified");
    return current ? parseRange(range, size) : undefined;
  }

  #setDefault(name: string, value: string): void {
    if (!this.headers.has(name)) this.headers.set(name, value);
  }
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
