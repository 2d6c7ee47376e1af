import assert from "node:assert/strict";
import { compareBodies } from "./bodies.ts";
import type { Handle } from "../../src/http/engine.ts";
import type { RecordedBody, RecordedExchange } from "./exchanges.ts";
import { overSocket } from "./socket.ts";

/** What a port exports: an app. */
export interface Port {
  handle: Handle;
}

/** What FastAPI's test client sends of its own, which the recordings leave out. */
const ownHeaders: readonly (readonly [string, string])[] = [
  ["accept", "*/*"],
  ["accept-encoding", "gzip, deflate"],
  ["connection", "keep-alive"],
  ["user-agent", "testclient"],
];

/** The recordings whose client was told to send nothing of its own. */
const bareClient = /test_header_param_models\/test_tutorial002\.py/;

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
  const { method, req_body, req_headers } = exchange;
  const own = bareClient.test(exchange.test) ? [] : ownHeaders;
  const names = new Set(req_headers.map(([name]) => name.toLowerCase()));
  const headers = [...req_headers, ...own.filter(([name]) => !names.has(name))];
  const body = method === "GET" || method === "HEAD" ? null : bodyOf(req_body);
  const response = await overSocket(port, { method, url, headers, body });
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
