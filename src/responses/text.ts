import { BaseResponse } from "./response.ts";

/**
 * Plain text.
 * @response text/plain
 */
export class PlainTextResponse extends BaseResponse {
  static override readonly mediaType: string = "text/plain";
}
