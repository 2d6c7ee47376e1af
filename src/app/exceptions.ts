import type { Issue } from "../schema/issue.ts";
import { reasonOf } from "../http/status.ts";

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

/** The handler's result is not what its declared type says: answered 500; the issues are for the log only. */
export class ResponseValidationError extends Error {
  override readonly name = "ResponseValidationError";
  readonly errors: readonly Issue[];

  constructor(errors: readonly Issue[]) {
    super(`the result does not fit its type\n${errors.map(describe).join("\n")}`);
    this.errors = errors;
  }
}

function describe(issue: Issue): string {
  return `  ${issue.loc.join(".")}: ${issue.msg} [${issue.type}]`;
}
