import type { Chunks } from "../http/engine.ts";
import { BaseResponse, type ResponseOptions } from "./response.ts";

/**
 * Strings and bytes sent one by one as they come: from a generator, a `ReadableStream`, or anything iterable. Each is
 * pulled when the client can take it; when the client leaves, the generator is ended.
 * @response
 */
export class StreamingResponse extends BaseResponse {
  constructor(content: Chunks, options: ResponseOptions = {}) {
    super(content, options);
  }
}
