import { reasonOf } from "./status.ts";

/** Throws a `RangeError` for what is no status of a final answer (RFC 9110 section 15). */
export function checkStatus(status: number): void {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new RangeError(`${status} is no status of an answer; it is a whole number from 200 to 599`);
  }
}

/** What may stand beside an `HTTPException`'s detail. */
export interface HTTPExceptionOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Thrown to answer with a status and `{"detail": …}`; the detail is any JSON value, and the status's phrase by default. */
export class HTTPException extends Error {
  override readonly name: string = "HTTPException";
  readonly status: number;
  readonly detail: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail?: unknown, options: HTTPExceptionOptions = {}) {
    checkStatus(status);
    super(
      typeof detail === "string" ? detail : `${status} ${reasonOf(status)}`,
      "cause" in options ? { cause: options.cause } : {},
    );
    this.status = status;
    this.detail = detail ?? reasonOf(status);
    this.headers = options.headers ?? {};
  }
}
