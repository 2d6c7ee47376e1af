import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Depends, Middleware, ServerWebSocket } from "../../src/index.ts";
import {
  bodyLimit,
  csrf,
  type currentRequestId,
  httpsRedirect,
  requestId,
  securityHeaders,
  timeout,
  trustedHosts,
} from "../../src/middleware/index.ts";
import { TestClient, WebSocketDenied } from "../../src/testing/index.ts";
import { appWith, plainWith } from "./asking.ts";

test("only requests for trusted hosts are answered", async () => {
  const ask = plainWith(trustedHosts(["example.com", "*.Example.com", "[::1]", "www.mill.org"]));
  const answer = async (host: string): Promise<[number, string | null, string]> => {
    const response = await ask("/?q=1", { headers: { host } });
    return [response.status, response.headers.get("location"), await response.text()];
  };
  for (const host of ["example.com", "EXAMPLE.com:8000", "a.example.com", "a.b.example.com", "[::1]:80"])
    assert.deepEqual(await answer(host), [200, null, "1"], host);
  for (const host of ["example.org", "badexample.com", "example.com.evil.org", "[::2]", "a"])
    assert.deepEqual(await answer(host), [400, null, "Invalid host header"], host);
  assert.deepEqual(await answer("mill.org:81"), [307, "http://www.mill.org:81/?q=1", ""]);
  for (const host of [
    "evil.com/.example.com",
    "evil.com#.example.com",
    "a@.example.com",
    "evil.com, a.example.com",
  ])
    assert.equal((await answer(host))[0], 400, host);
  const strict = plainWith(trustedHosts(["www.mill.org"], { wwwRedirect: false }));
  assert.equal((await strict("/", { headers: { host: "mill.org" } })).status, 400);
  assert.equal((await plainWith(trustedHosts(["*"]))("/")).status, 200);
  assert.throws(() => trustedHosts(["a.*.com"]), /no name of hosts/);
});

test("plain HTTP is sent to HTTPS", async () => {
  const ask = plainWith(httpsRedirect());
  const location = async (host: string): Promise<unknown[]> => {
    const response = await ask("/a?q=1", { headers: { host } });
    return [response.status, response.headers.get("location")];
  };
  assert.deepEqual(await location("example.com"), [307, "https://example.com/a?q=1"]);
  assert.deepEqual(await location("example.com:80"), [307, "https://example.com/a?q=1"]);
  assert.deepEqual(await location("example.com:8000"), [307, "https://example.com:8000/a?q=1"]);
  const secure = plainWith((_request, next) => next({ secure: true }), httpsRedirect());
  assert.equal((await secure("/")).status, 200);
});

test("a WebSocket is sent on to another WebSocket", async () => {
  const location = async (guard: Middleware, host: string): Promise<unknown[]> => {
    const { app } = appWith(guard);
    app.websocket("/ws", async (socket: ServerWebSocket) => socket.accept());
    const client = new TestClient(app, { baseUrl: `http://${host}` });
    const failure: unknown = await client.websocket("/ws?q=1").catch((error: unknown) => error);
    assert.ok(failure instanceof WebSocketDenied);
    return [failure.response.status, failure.response.headers.get("location")];
  };
  assert.deepEqual(await location(httpsRedirect(), "example.com"), [307, "wss://example.com/ws?q=1"]);
  assert.deepEqual(await location(httpsRedirect(), "example.com:81"), [307, "wss://example.com:81/ws?q=1"]);
  const guard = trustedHosts(["www.mill.org"]);
  assert.deepEqual(await location(guard, "mill.org"), [307, "ws://www.mill.org/ws?q=1"]);
});

test("pages of other sites cannot change anything", async () => {
  const ask = plainWith(csrf({ trustedOrigins: ["https://app.example.com"] }));
  const status = async (headers: Record<string, string>, method = "POST"): Promise<number> =>
    (await ask("/", { method, headers })).status;
  assert.equal(await status({}), 200);
  assert.equal(await status({ "sec-fetch-site": "same-origin", origin: "http://test" }), 200);
  assert.equal(await status({ "sec-fetch-site": "none" }), 200);
  assert.equal(await status({ "sec-fetch-site": "cross-site", origin: "https://evil.org" }), 403);
  assert.equal(await status({ "sec-fetch-site": "same-site", origin: "http://a.test" }), 403);
  assert.equal(await status({ "sec-fetch-site": "cross-site", origin: "https://app.example.com" }), 200);
  assert.equal(await status({ origin: "https://test" }), 200);
  assert.equal(await status({ origin: "https://evil.org" }), 403);
  assert.equal(await status({ origin: "null" }), 403);
  assert.equal(await status({ origin: "https://evil.org" }, "GET"), 200);
});

test("pages of other sites cannot open a WebSocket, though that is a GET", async () => {
  const { app } = appWith(csrf());
  app.websocket("/ws", async (socket: ServerWebSocket) => {
    await socket.accept();
    await socket.sendText("open");
  });
  const client = new TestClient(app, { baseUrl: "http://test" });
  const own = await client.websocket("/ws", { headers: { origin: "http://test" } });
  assert.equal(await own.receiveText(), "open");
  await assert.rejects(client.websocket("/ws", { headers: { origin: "https://evil.org" } }), WebSocketDenied);
});

test("a request has one id", async () => {
  const { app, ask } = appWith(requestId());
  app.get("/", (id: Depends<typeof currentRequestId>) => id);
  const made = await ask("/");
  const id = made.headers.get("x-request-id");
  assert.match(id ?? "", /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  assert.equal(await made.json(), id);
  assert.equal(await (await ask("/", { headers: { "x-request-id": "abc-1" } })).json(), "abc-1");
  assert.notEqual(
    (await ask("/", { headers: { "x-request-id": "a b" } })).headers.get("x-request-id"),
    "a b",
  );
  assert.equal((await ask("/nothing")).headers.get("x-request-id")?.length, 36);
  const own = plainWith(requestId({ header: "x-trace", generate: () => "7", accept: () => false }));
  assert.equal((await own("/", { headers: { "x-trace": "8" } })).headers.get("x-trace"), "7");
});

test("security headers are added where a response has none of its own", async () => {
  const { app, ask } = appWith(
    (_request, next) => next({ secure: true }),
    securityHeaders({ "x-frame-options": null, "content-security-policy": "default-src 'self'" }),
  );
  app.get("/", () => new Response("a", { headers: { "referrer-policy": "origin" } }));
  const { headers } = await ask("/");
  assert.deepEqual(
    ["x-frame-options", "content-security-policy", "referrer-policy", "x-content-type-options"].map((name) =>
      headers.get(name),
    ),
    [null, "default-src 'self'", "origin", "nosniff"],
  );
  assert.equal(headers.get("strict-transport-security"), "max-age=31536000; includeSubDomains");
  const plain = await plainWith(securityHeaders())("/");
  assert.equal(plain.headers.get("strict-transport-security"), null);
  assert.equal(plain.headers.get("x-frame-options"), "DENY");
});

test("a body that is too long is refused, said beforehand or not", async () => {
  const { app, ask } = appWith(bodyLimit(10));
  app.post("/", (body: number[]) => body);
  app.post("/small", { bodyLimit: 3 }, (body: number[]) => body);
  app.post("/unread", () => 1);
  const headers = { "content-type": "application/json" };
  const status = async (path: string, body: string | ReadableStream, length = {}): Promise<number> =>
    (await ask(path, { method: "POST", body, headers: { ...headers, ...length }, duplex: "half" } as never))
      .status;
  const long = (): ReadableStream => new Blob(["[1,2,3,4,5,6]"]).stream();
  assert.equal(await status("/", "[1,2,3]"), 200);
  assert.equal(await status("/", long()), 413);
  assert.equal(await status("/unread", long(), { "content-length": "13" }), 413);
  assert.equal(await status("/unread", long()), 200);
  assert.equal(await status("/small", "[1]"), 200);
  assert.equal(await status("/small", "[1,2]"), 413);
});

test("a response that does not begin in time is 503, and the handler is told", async () => {
  const { app, ask, reported } = appWith(timeout({ seconds: 0.02 }));
  const ended = Promise.withResolvers<string>();
  app.get("/slow", async (signal: AbortSignal) => {
    try {
      await sleep(60_000, undefined, { signal });
    } catch (error) {
      ended.resolve((error as Error).name);
      throw error;
    }
  });
  app.get("/fast", () => 1);
  app.get("/stream", async function* (signal: AbortSignal): AsyncGenerator<number> {
    yield 1;
    await sleep(60, undefined, { signal });
    yield 2;
  });
  const slow = await ask("/slow");
  assert.deepEqual([slow.status, await slow.text()], [503, '{"detail":"Service Unavailable"}']);
  assert.equal(await ended.promise, "AbortError");
  await app.settled();
  assert.equal((await ask("/fast")).status, 200);
  assert.equal(await (await ask("/stream")).text(), "1\n2\n");
  assert.deepEqual(reported, []);
});
