import assert from "node:assert/strict";
import { compareBodies } from "./bodies.ts";
import type { RecordedBody, RecordedExchange } from "./exchanges.ts";

/** What a port exports: an app that answers web requests. */
export interface Port {
  fetch(request: Request): Promise<Response>;
}

/** Headers that differ between servers, or between runs, without meaning. */
const meaningless: ReadonlySet<string> = new Set([
  "content-length",
  "date",
  "etag",
  "last-modified",
  "x-process-time",
  "x-response-time",
]);

/** Sends one recorded request and compares the answer with FastAPI's; throws an `AssertionError` where they differ. */
export async function replay(port: Port, exchange: RecordedExchange): Promise<void> {
  const url = new URL(exchange.url, "http://testserver");
  const headers = new Headers(exchange.req_headers.map(([name, value]): [string, string] => [name, value]));
  const { method, req_body } = exchange;
  const body = method === "GET" || method === "HEAD" ? null : bodyOf(req_body);
  const response = await port.fetch(new Request(url, { method, headers, body, redirect: "manual" }));
  const bytes = await response.bytes();
  assert.equal(
    response.status,
    exchange.status,
    `status; body: ${new TextDecoder().decode(bytes).slice(0, 500)}`,
  );
  compareHeaders(response, exchange, url);
  const mediaType = exchange.res_headers.find(([name]) => name === "content-type")?.[1] ?? "";
  compareBodies(bytes, exchange.res_body, mediaType, url);
}

/** As bytes, because a `Request` gives a text a content type that was not sent. */
function bodyOf(recorded: RecordedBody | null): Buffer<ArrayBuffer> | null {
  if (recorded === null) return null;
  return typeof recorded === "object" ? Buffer.from(recorded.base64, "base64") : Buffer.from(recorded);
}

function compareHeaders(response: Response, exchange: RecordedExchange, url: URL): void {
  for (const [name, expected] of exchange.res_headers) {
    if (meaningless.has(name)) continue;
    // Millrace's event streams forbid proxies to change them, which FastAPI's do not.
    const actual = response.headers.get(name)?.replace("no-cache, no-transform", "no-cache") ?? null;
    if (name === "location")
      assert.equal(actual && new URL(actual, url).href, new URL(expected, url).href, name);
    else
      assert.equal(
        actual?.toLowerCase().replaceAll(" ", ""),
        expected.toLowerCase().replaceAll(" ", ""),
        name,
      );
  }
}
