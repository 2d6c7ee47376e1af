import assert from "node:assert/strict";
import type { RecordedExchange } from "./exchanges.ts";

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
  const body = method === "GET" || method === "HEAD" ? null : req_body;
  const response = await port.fetch(new Request(url, { method, headers, body, redirect: "manual" }));
  const text = await response.text();
  assert.equal(response.status, exchange.status, `status; body: ${text.slice(0, 500)}`);
  compareHeaders(response, exchange, url);
  compareBody(text, exchange);
}

function compareHeaders(response: Response, exchange: RecordedExchange, url: URL): void {
  for (const [name, expected] of exchange.res_headers) {
    if (meaningless.has(name)) continue;
    const actual = response.headers.get(name);
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

function compareBody(text: string, exchange: RecordedExchange): void {
  const type = exchange.res_headers.find(([name]) => name === "content-type")?.[1] ?? "";
  const expected = exchange.res_body ?? "";
  if (type.startsWith("application/json")) assert.deepEqual(JSON.parse(text), JSON.parse(expected));
  else assert.equal(text, expected);
}
