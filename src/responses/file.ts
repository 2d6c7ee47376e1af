import { fileURLToPath } from "node:url";
import { lookup } from "mrmime";
import { answerWith } from "../files/answer.ts";
import { type Offload, offloaded } from "../files/offload.ts";
import { openVariant } from "../files/variants.ts";
import { contentDisposition, type Disposition } from "../http/content-disposition.ts";
import type { Chunk, Chunks, Exchange, RawHeaders } from "../http/engine.ts";
import { BaseResponse, type ResponseOptions } from "./response.ts";

/** What may be said of a file beside its path. */
export interface FileResponseOptions extends ResponseOptions {
  /** The name that the client is to save it under (RFC 6266); without one there is no `Content-Disposition`. */
  readonly filename?: string;
  /** Whether the client is to save it or to show it; `attachment` by default, and only with a `filename`. */
  readonly disposition?: Disposition;
  /** Sends `wheel.js.br`, `wheel.js.zst` or `wheel.js.gz` for `wheel.js` where one stands beside it and the client takes it. */
  readonly precompressed?: boolean;
  /** Leaves the sending to a proxy that can read the file. */
  readonly offload?: Offload;
}

/**
 * A file, read as the client takes it, with its length, date and entity tag. Ranges and preconditions are answered as
 * RFC 9110 has them: 206, 304, 412, 416. The media type follows from the name. A file that is not there is the server's
 * failure.
 * @response
 */
export class FileResponse extends BaseResponse {
  readonly #path: string;
  readonly #options: FileResponseOptions;

  constructor(path: string | URL, options: FileResponseOptions = {}) {
    const file = typeof path === "string" ? path : fileURLToPath(path);
    const { filename, disposition = "attachment" } = options;
    super(null, { mediaType: lookup(filename ?? file) ?? "application/octet-stream", ...options });
    this.#path = file;
    this.#options = options;
    if (filename !== undefined && !this.headers.has("content-disposition"))
      this.headers.set("content-disposition", contentDisposition(disposition, filename));
  }

  override async prepare(exchange: Exchange): Promise<BaseResponse> {
    const { precompressed = false, offload } = this.#options;
    const { status, headers } = this;
    const path = this.#path;
    const variant = await openVariant(path, precompressed ? exchange.header("accept-encoding") : undefined);
    if (!variant) throw new Error(`${path} is not a file`);
    const { file, coding } = variant;
    const elsewhere = offload && offloaded(offload, path, exchange.remoteAddress);
    if (elsewhere) {
      file.close();
      return respond(status, [...headers.raw, ...elsewhere], null);
    }
    const answer = await answerWith(file, exchange, { status, headers, coding, varies: precompressed });
    return respond(answer.status, answer.headers, answer.body);
  }
}

function respond(status: number, headers: RawHeaders, body: Chunk | Chunks | null): BaseResponse {
  const response = new BaseResponse(body, { status });
  for (let i = 0; i + 1 < headers.length; i += 2)
    response.headers.append(headers[i] as string, headers[i + 1] as string);
  return response;
}
