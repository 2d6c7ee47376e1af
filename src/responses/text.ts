import type { Chunk } from "../http/engine.ts";
import { BaseResponse, type ResponseOptions } from "./response.ts";

/**
 * Plain text.
 * @response text/plain
 */
export class PlainTextResponse extends BaseResponse {
  constructor(content: Chunk, options: ResponseOptions = {}) {
    super(content, { mediaType: "text/plain", ...options });
  }
}
