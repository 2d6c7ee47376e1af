import { BaseResponse } from "./response.ts";

/**
 * HTML text.
 * @response text/html
 */
export class HTMLResponse extends BaseResponse {
  static override readonly mediaType: string = "text/html";
}
