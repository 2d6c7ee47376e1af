import { DecoratedExchange } from "./decorated-exchange.ts";
import type { Exchange, Handle } from "./engine.ts";

/** One segment or more, none of them empty, of the characters of a path (RFC 3986 section 3.3). */
const form = /^(?:\/[\w.~!$&'()*+,;=:@%-]+)+$/;

/** Whether a text can stand before every path: `/api/v1`. */
export function isRootPath(text: string): boolean {
  return form.test(text);
}

/** Throws a `TypeError` for what is not empty and cannot stand before every path. */
export function checkRootPath(text: string): void {
  if (text === "" || isRootPath(text)) return;
  throw new TypeError(
    `the root path "${text}" must be like "/api/v1": it begins with a slash and ends without one`,
  );
}

/** An exchange behind a proxy that serves it below a prefix. Proxies take the prefix off the target, or leave it there. */
export class RootedExchange extends DecoratedExchange {
  readonly #rootPath: string;
  readonly #length: number;

  constructor(inner: Exchange, rootPath: string) {
    super(inner);
    this.#rootPath = rootPath;
    this.#length = startsBelow(inner.target, rootPath) ? rootPath.length : 0;
  }

  override get target(): string {
    return this.inner.target.slice(this.#length);
  }

  override get rootPath(): string {
    return this.#rootPath;
  }
}

/** The handle for a service that clients find below a prefix. Throws a `TypeError` for what is no prefix. */
export function rooted(handle: Handle, rootPath: string): Handle {
  checkRootPath(rootPath);
  return (exchange) => handle(new RootedExchange(exchange, rootPath));
}

function startsBelow(target: string, rootPath: string): boolean {
  return target.startsWith(rootPath) && target[rootPath.length] === "/";
}
