import { BaseResponse } from "./response.ts";

/** The web's `Response` as one of ours; its body is pulled. */
export function fromWeb(response: Response): BaseResponse {
  const own = new BaseResponse(response.body, { status: response.status });
  for (const [name, value] of response.headers) own.headers.append(name, value);
  return own;
}

/** A response object, ours or the web's; `undefined` for a value. */
export function asResponse(value: object): BaseResponse | undefined {
  if (value instanceof BaseResponse) return value;
  // Plain values are told apart first: merely naming the web's class makes Node.js load it.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === Array.prototype || prototype === null) return undefined;
  return value instanceof Response ? fromWeb(value) : undefined;
}
