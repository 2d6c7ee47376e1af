import { fileURLToPath } from "node:url";
import { lookup } from "mrmime";
import { answerFrom, type SendOptions } from "../files/send.ts";
import { contentDisposition, type Disposition } from "../http/content-disposition.ts";
import type { Exchange } from "../http/engine.ts";
import { BaseResponse, type ResponseOptions } from "./response.ts";

/** What may be said of a file beside its path. */
export interface FileResponseOptions extends ResponseOptions, SendOptions {
  /** The name that the client is to save it under (RFC 6266); without one there is no `Content-Disposition`. */
  readonly filename?: string;
  /** Whether the client is to save it or to show it; `attachment` by default, and only with a `filename`. */
  readonly disposition?: Disposition;
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
    const answer = await answerFrom(this.#path, exchange, this, this.#options);
    if (!answer) throw new Error(`${this.#path} is not a file`);
    return new BaseResponse(answer.body, answer);
  }
}
