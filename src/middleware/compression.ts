import { hasBody } from "../http/status.ts";
import { acceptedCodings } from "../http/weights.ts";
import { BaseResponse, isWhole } from "../responses/response.ts";
import { availableCodings, CompressedChunks, compressWhole, type ContentCoding } from "./content-coding.ts";
import type { Middleware } from "./middleware.ts";

/** What is compressed, and how. */
export interface CompressionOptions {
  /** A body that is sent at once is left alone below so many bytes; 500 by default. */
  readonly minimumSize?: number;
  /** Those that may be used; where a client wants two alike, the earlier counts. `zstd` where the runtime has it, `br` and `gzip` by default. */
  readonly codings?: readonly ContentCoding[];
  /** Event streams are compressed too; true by default. */
  readonly eventStreams?: boolean;
}

/** Types whose contents are compressed already, or as good as random. */
const incompressible =
  /^(?:audio|video|font)\/|^image\/(?!svg\+xml|bmp|x-icon|vnd\.microsoft\.icon)|^application\/(?:gzip|zip|zstd|x-7z-compressed|x-bzip2|x-rar-compressed|x-xz|pdf)\b/i;

/**
 * Compresses bodies in a coding that the client accepts (RFC 9110 section 12.5.3). Each chunk of a stream is flushed, so
 * that none waits for the next; the compressor of a stream takes at most some 400 KiB, and goes when the client leaves.
 * Left alone are small bodies, parts (206), what is encoded or compressed already, and `Cache-Control: no-transform`.
 */
export function compression(options: CompressionOptions = {}): Middleware {
  const { minimumSize = 500, codings = availableCodings(), eventStreams = true } = options;
  for (const coding of codings) {
    if (!availableCodings().includes(coding))
      throw new TypeError(`this runtime cannot compress by "${coding}"`);
  }
  return async (request, next) => {
    const response = await next();
    // A 304 says what the 200 would have said (RFC 9110 section 15.4.5), as far as it can be known.
    const isUnchanged = response.status === 304;
    if (!isUnchanged && (!isCompressible(response, eventStreams) || isSmall(response, minimumSize)))
      return response;
    response.headers.addVary("Accept-Encoding");
    const [coding] = acceptedCodings(request.header("accept-encoding"), codings);
    if (coding === undefined) return response;
    weaken(response.headers);
    return isUnchanged ? response : compressed(response, coding);
  };
}

function isCompressible({ status, headers }: BaseResponse, eventStreams: boolean): boolean {
  if (!hasBody(status) || status === 206) return false;
  if (headers.has("content-encoding") || headers.has("content-range")) return false;
  const type = headers.get("content-type") ?? "";
  // Our event streams forbid proxies to transform them, which holds them up; that does not bind their origin.
  if (/^text\/event-stream\b/i.test(type)) return eventStreams;
  if (headers.getAll("cache-control").some((value) => /\bno-transform\b/i.test(value))) return false;
  return !incompressible.test(type);
}

/** What is sent at once, or tells its length beforehand. */
function isSmall({ body, headers }: BaseResponse, minimumSize: number): boolean {
  if (body === null) return true;
  if (isWhole(body)) return Buffer.byteLength(body) < minimumSize;
  const declared = headers.get("content-length");
  return declared !== undefined && Number(declared) < minimumSize;
}

async function compressed(response: BaseResponse, coding: ContentCoding): Promise<BaseResponse> {
  const { body, headers } = response;
  headers.set("content-encoding", coding);
  // Parts of this are not parts of what a request for a range would get.
  headers.delete("content-length").delete("accept-ranges");
  if (body === null) return response;
  return new BaseResponse(
    isWhole(body) ? await compressWhole(body, coding) : new CompressedChunks(body, coding),
    response,
  );
}

/** The same version in other bytes has a weak tag (RFC 9110 section 8.8.1). */
function weaken(headers: BaseResponse["headers"]): void {
  const etag = headers.get("etag");
  if (etag !== undefined && !etag.startsWith("W/")) headers.set("etag", `W/${etag}`);
}
