import assert from "node:assert/strict";
import { test } from "node:test";
import type { Exchange } from "../../src/http/engine.ts";
import { fetchHandler } from "../../src/http/fetch.ts";
import { webRequest } from "../../src/http/web-request.ts";

/** The web request that a handle makes of another one. */
async function remade(init: RequestInit = {}, url: string = "http://shop.example/a?b=%20"): Promise<Request> {
  const made = Promise.withResolvers<Request>();
  const handler = fetchHandler((exchange) => {
    made.resolve(webRequest(exchange));
    exchange.send(200, [], null);
  });
  await handler(new Request(url, init));
  return made.promise;
}

const stub = (fields: Partial<Exchange>): Exchange =>
  ({
    method: "GET",
    target: "/",
    rootPath: "",
    rawHeaders: [],
    secure: false,
    header: () => undefined,
    signal: new AbortController().signal,
    ...fields,
  }) as Exchange;

test("method, URL, headers and body are the exchange's", async () => {
  const request = await remade({ method: "PATCH", body: "hello", headers: { "x-a": "1" } });
  assert.equal(request.method, "PATCH");
  assert.equal(request.url, "http://shop.example/a?b=%20");
  assert.equal(request.headers.get("x-a"), "1");
  assert.equal(await request.text(), "hello");
});

test("GET has no body, and TRACE is still TRACE", async () => {
  assert.equal((await remade()).body, null);
  assert.equal(webRequest(stub({ method: "TRACE", streamBody: async function* () {} })).method, "TRACE");
});

test("the URL is made from the host, where that is one", () => {
  const url = (host: string | undefined, target: string = "/a", secure: boolean = false): string =>
    webRequest(stub({ target, secure, header: () => host })).url;
  assert.equal(url("shop.example"), "http://shop.example/a");
  assert.equal(url("shop.example:8000", "/a", true), "https://shop.example:8000/a");
  assert.equal(url("[::1]:80"), "http://[::1]/a");
  assert.equal(url("a", "//b/c"), "http://a//b/c");
  assert.equal(url("a", "*"), "http://a/");
  for (const host of [
    undefined,
    "",
    "a/b",
    "a@b",
    "a b",
    "a:b",
    "a?b",
    "a#b",
    "a\\b",
    "[",
    "a, b",
    "a:99999",
  ]) {
    assert.equal(url(host), "http://localhost/a", String(host));
  }
});

test("the signal is the exchange's", () => {
  const leave = new AbortController();
  const request = webRequest(stub({ signal: leave.signal }));
  assert.equal(request.signal.aborted, false);
  leave.abort();
  assert.equal(request.signal.aborted, true);
});

test("a body is limited where that is asked for", async () => {
  const handler = fetchHandler((exchange) => {
    webRequest(exchange, 3)
      .text()
      .catch((error: Error) => exchange.send(413, [], error.name));
  });
  const response = await handler(new Request("http://a/", { method: "POST", body: "hello" }));
  assert.equal(await response.text(), "BodyTooLarge");
});
