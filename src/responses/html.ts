import type { Chunk } from "../http/engine.ts";
import { BaseResponse, type ResponseOptions } from "./response.ts";

/**
 * HTML text.
 * @response text/html
 */
export class HTMLResponse extends BaseResponse {
  constructor(content: Chunk, options: ResponseOptions = {}) {
    super(content, { mediaType: "text/html", ...options });
  }
}
