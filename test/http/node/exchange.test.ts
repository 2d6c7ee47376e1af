import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch } from "undici";
import { serve } from "../../../src/http/node/index.ts";
import { engineSuite } from "../../conformance/engine.suite.ts";
import { connected, head } from "./connection.ts";

engineSuite("node:http", async (handle) => {
  const server = await serve(handle, { port: 0, grace: 0 });
  const dispatcher = new Agent();
  return {
    fetch: (path, init) =>
      fetch(server.url + path, { ...(init as object), dispatcher }) as unknown as Promise<Response>,
    async close() {
      await dispatcher.destroy();
      await server.close();
    },
  };
});

test("repeated request headers are joined, or given one by one", async (t) => {
  const client = await connected(t, (exchange) => {
    const { header, headerValues } = {
      header: exchange.header("x-a"),
      headerValues: exchange.headerValues("x-a"),
    };
    exchange.send(200, [], JSON.stringify([header, headerValues, exchange.header("cookie")]));
  });
  client.say(head("GET", "/", "X-A: 1", "x-a: 2, 3", "Cookie: a=1", "cookie: b=2"));
  await client.hears(/\["1, 2, 3",\["1","2, 3"\],"a=1; b=2"\]/);
});

test("an absolute target is made relative, and its authority is the host", async (t) => {
  const client = await connected(t, (exchange) =>
    exchange.send(200, [], `<${exchange.target} ${exchange.header("host")} ${exchange.rawHeaders.length}>`),
  );
  for (const [target, expected] of [
    ["http://shop.example/a?b", "</a?b shop.example 2>"],
    ["http://shop.example:81", "</ shop.example:81 2>"],
    ["http://shop.example?b=/", "</?b=/ shop.example 2>"],
    ["HTTPS://shop.example/", "</ shop.example 2>"],
    ["//a/b", "<//a/b a 2>"],
  ] as const) {
    client.heard = "";
    client.say(head("GET", target));
    assert.equal((await client.hears(/<.*>/))[0], expected);
  }
});

test("OPTIONS * has the target *", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, [], `<${exchange.target}>`));
  await client.say("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").hears(/<\*>/);
});

test("an upgrade that nobody offers is an ordinary request", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(426, [], "no."));
  await client.say(head("GET", "/", "Connection: Upgrade", "Upgrade: websocket")).hears(/ 426 [^]*no\./);
});

for (const [what, status, text] of [
  ["no HTTP", 400, "hello\r\n\r\n"],
  ["a header without a name", 400, "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"],
  ["no host", 400, "GET / HTTP/1.1\r\n\r\n"],
  ["two lengths", 400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
  [
    "a length and chunks",
    400,
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ],
  ["a long head", 431, head("GET", "/", `X: ${"x".repeat(20_000)}`)],
] as const) {
  test(`a request with ${what} is refused`, async (t) => {
    const client = await connected(t, (exchange) => exchange.send(200, [], "yes"));
    const heard = await client.say(text).all();
    assert.match(heard, new RegExp(`^HTTP/1.1 ${status} [^]*connection: close`, "i"));
  });
}

test("half a request asks nothing", async (t) => {
  let asked = 0;
  const client = await connected(t, () => asked++);
  client.say("GET / HTTP/1.1\r\nHost:");
  await sleep(20);
  client.leave();
  await sleep(20);
  assert.equal(asked, 0);
});

test("a head that does not come is waited for so long", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, [], "yes"), { headersTimeout: 200 });
  client.say("GET / HTTP/1.1\r\nHost:");
  assert.match(await client.all(), /^HTTP\/1.1 408 /);
});
