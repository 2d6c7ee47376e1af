import type { Exchange } from "./engine.ts";
import { webHeaders } from "./headers.ts";

/** Methods whose requests have no content, or none that means anything (RFC 9110 section 9.3). */
const bodiless: ReadonlySet<string> = new Set(["GET", "HEAD", "TRACE"]);

/** Host and port as a URL may hold them (RFC 3986 section 3.2); no user information. */
const authority = /^(?:[A-Za-z0-9._~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?$/;

/**
 * The web's `Request` for an exchange. Its URL is made from the `Host` header (`localhost` where that is missing or no
 * host) and `path`, its body is read from the exchange as a stream of at most `limit` bytes, and its signal is the exchange's.
 */
export function webRequest(
  exchange: Exchange,
  limit: number = Infinity,
  path: string = pathOf(exchange),
): Request {
  const { method } = exchange;
  const init: RequestInit & { duplex?: "half" } = {
    headers: webHeaders(exchange.rawHeaders),
    signal: exchange.signal,
  };
  if (!bodiless.has(method)) {
    init.body = ReadableStream.from(exchange.streamBody(limit)) as ReadableStream<Uint8Array<ArrayBuffer>>;
    init.duplex = "half";
  }
  // The constructor refuses TRACE, and turns `patch` into no other method than `patch`.
  if (method !== "TRACE") init.method = method;
  const request = new Request(absoluteUrl(exchange, path), init);
  if (method === "TRACE") Object.defineProperty(request, "method", { value: method });
  return request;
}

/** The path and query as the client asked for them. */
function pathOf({ rootPath, target }: Exchange): string {
  return rootPath + (target === "*" ? "/" : target);
}

/** A URL of the service that an exchange came to; the host is `localhost` where the `Host` header is missing or no host. */
export function absoluteUrl(exchange: Exchange, path: string): string {
  const scheme = exchange.secure ? "https" : "http";
  const host = exchange.header("host") ?? "";
  const url = authority.test(host) ? `${scheme}://${host}${path}` : "";
  return URL.canParse(url) ? url : `${scheme}://localhost${path}`;
}
