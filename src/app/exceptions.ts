import type { Issue } from "../schema/issue.ts";

/** The request does not hold what the handler's types say: answered 422 with the issues as `detail`. */
export class RequestValidationError extends Error {
  override readonly name = "RequestValidationError";
  readonly errors: readonly Issue[];
  /** The JSON body as it came, with `**********` for its secrets; `undefined` where there is none, or it was not read. */
  readonly body: unknown;

  constructor(errors: readonly Issue[], body?: unknown) {
    super(`${errors.length} validation ${errors.length === 1 ? "error" : "errors"} in the request`);
    this.errors = errors;
    this.body = body;
  }
}

/** The request for a WebSocket does not hold what the handler's types say: answered 403 with the issues as `detail`. */
export class WebSocketRequestValidationError extends Error {
  override readonly name = "WebSocketRequestValidationError";
  readonly errors: readonly Issue[];

  constructor(errors: readonly Issue[]) {
    super(`${errors.length} validation ${errors.length === 1 ? "error" : "errors"} in the request`);
    this.errors = errors;
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

/** A stream was ended because its time was over, as its route says. */
export class StreamExpired extends Error {
  override readonly name = "StreamExpired";

  constructor(seconds: number) {
    super(`The stream has been ended after ${seconds} s`);
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
