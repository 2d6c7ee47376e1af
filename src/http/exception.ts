import { reasonOf } from "./status.ts";

/** Throws a `RangeError` for what is no status of a final answer (RFC 9110 section 15), or is below `least`. */
export function checkStatus(status: number, least = 200, what = "an answer"): void {
  if (!Number.isInteger(status) || status < least || status > 599) {
    throw new RangeError(`${status} is no status of ${what}; it is a whole number from ${least} to 599`);
  }
}

/** What may stand beside an `HTTPException`'s detail. */
export interface HTTPExceptionOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Thrown to answer with a status from 300 to 599 and `{"detail": …}`; the detail is any JSON value, and the status's phrase by default. */
export class HTTPException extends Error {
  override readonly name: string = "HTTPException";
  readonly status: number;
  readonly detail: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail?: unknown, options: HTTPExceptionOptions = {}) {
    checkStatus(status, 300, "an exception");
    super(
      typeof detail === "string" ? detail : `${status} ${reasonOf(status)}`,
      "cause" in options ? { cause: options.cause } : {},
    );
    this.status = status;
    this.detail = detail ?? reasonOf(status);
    this.headers = options.headers ?? {};
  }
}
