import { BaseResponse, type ResponseOptions } from "./response.ts";

/**
 * Sends the client elsewhere, 307 by default (RFC 9110 section 15.4.8); characters that no URL holds are percent-encoded.
 * @response 307
 */
export class RedirectResponse extends BaseResponse {
  static override readonly status: number = 307;

  constructor(url: string | URL, options: ResponseOptions = {}) {
    super(null, options);
    this.headers.set("location", escaped(String(url)));
  }
}

/** Every character outside RFC 3986's set percent-encoded; `%` is left alone, since it may already be an escape. */
function escaped(url: string): string {
  return url.replace(/[^\w\-.~:/?#[\]@!$&'()*+,;=%]+/gu, (text) => encodeURIComponent(text.toWellFormed()));
}
