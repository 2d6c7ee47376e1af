import type { Issue } from "../schema/issue.ts";
import { reasonOf } from "../http/status.ts";

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

/** The request does not hold what the handler's types say: answered 422 with the issues as `detail`. */
export class RequestValidationError extends Error {
  override readonly name = "RequestValidationError";
  readonly errors: readonly Issue[];
  /** The JSON body as it came; `undefined` where there is none, or it was not read. */
  readonly body: unknown;

  constructor(errors: readonly Issue[], body?: unknown) {
    super(`${errors.length} validation ${errors.length === 1 ? "error" : "errors"} in the request`);
    this.errors = errors;
    this.body = body;
  }
}

/** A value from elsewhere than a request is not what a model says. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  readonly errors: readonly Issue[];

  constructor(errors: readonly Issue[]) {
    super(`the value does not fit its type\n${errors.map(describe).join("\n")}`);
    this.errors = errors;
  }
}

/** The handler's result is not what its declared type says: answered 500; the issues are for the log only. */
export class ResponseValidationError extends Error {
  override readonly name = "ResponseValidationError";
  readonly #errors: readonly Issue[];

  constructor(errors: readonly Issue[], route: string) {
    super(`the result of ${route} does not fit its type\n${errors.map(describe).join("\n")}`);
    this.#errors = errors;
  }

  /** Private to the class, so that a log shows the message alone. */
  get errors(): readonly Issue[] {
    return this.#errors;
  }
}

function describe(issue: Issue): string {
  const { loc } = issue;
  const place = loc.length > 20 ? [...loc.slice(0, 20), "…"] : loc;
  return `  ${place.join(".")}: ${issue.msg} [${issue.type}]`;
}
