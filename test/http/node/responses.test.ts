import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chunk, Exchange } from "../../../src/http/engine.ts";
import { serve, type ServeOptions } from "../../../src/http/node/index.ts";
import { Connection } from "./connection.ts";

async function connected(
  t: TestContext,
  handle: (exchange: Exchange) => void,
  options: ServeOptions = {},
): Promise<Connection> {
  const server = await serve(handle, { port: 0, grace: 0, ...options });
  t.after(() => server.close());
  return new Connection(server);
}

const get = (target: string, ...fields: string[]): string =>
  [`GET ${target} HTTP/1.1`, "Host: a", ...fields, "", ""].join("\r\n");

async function* failing(): AsyncGenerator<Chunk> {
  yield "one";
  throw new Error("half-way");
}

test("a whole response is one packet", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, ["a", "b"], "body"));
  let packets = 0;
  client.socket.on("data", () => packets++);
  client.say(get("/"));
  await client.hears(/^HTTP\/1.1 200 OK\r\na: b\r\ncontent-length: 4\r\nDate: .*\r\n[^]*\r\n\r\nbody$/);
  assert.equal(packets, 1);
});

test("requests in one packet are answered in their order", async (t) => {
  const client = await connected(t, (exchange) => {
    setTimeout(() => exchange.send(200, [], `${exchange.target};`), exchange.target === "/1" ? 50 : 0);
  });
  client.say(get("/1") + get("/2") + get("/3"));
  await client.hears(/\/1;[^]*\/2;[^]*\/3;/);
});

test("a client that leaves is known to every request that it has sent", async (t) => {
  const left: string[] = [];
  const client = await connected(t, (exchange) => {
    exchange.signal.addEventListener("abort", () => left.push(exchange.target));
    exchange.onEnd(() => left.push(`end ${exchange.target}`));
  });
  client.say(get("/1") + get("/2"));
  await sleep(50);
  client.leave();
  await sleep(50);
  assert.deepEqual(left.toSorted(), ["/1", "/2", "end /1", "end /2"]);
});

test("a stream that waits behind another is let go when the client leaves", async (t) => {
  const log: string[] = [];
  const client = await connected(t, (exchange) => {
    const chunks = async function* (): AsyncGenerator<Chunk> {
      try {
        yield exchange.target;
        await sleep(60_000, undefined, { signal: exchange.signal });
      } finally {
        log.push(exchange.target);
      }
    };
    void exchange.stream(200, [], chunks());
  });
  client.say(get("/1") + get("/2"));
  await client.hears(/\/1/);
  client.leave();
  await sleep(50);
  assert.deepEqual(log.toSorted(), ["/1", "/2"]);
});

test("a stream that fails ends without the last chunk", async (t) => {
  const client = await connected(
    t,
    (exchange) => void exchange.stream(200, [], failing()).catch(() => undefined),
  );
  const heard = await client.say(get("/")).all();
  assert.match(heard, /transfer-encoding: chunked\r\n\r\n3\r\none\r\n$/i);
});

test("a stream that ends has the last chunk, and the connection goes on", async (t) => {
  const client = await connected(t, (exchange) => void exchange.stream(200, [], ["one", "two"]));
  await client.say(get("/")).hears(/\r\n\r\n(?:6\r\nonetwo|3\r\none\r\n3\r\ntwo)\r\n0\r\n\r\n$/);
  client.say(get("/"));
  await client.hears(/\r\n0\r\n\r\n[^]*\r\n0\r\n\r\n$/);
});

test("a stream of a length it has said", async (t) => {
  const rejected: string[] = [];
  const client = await connected(t, (exchange) => {
    exchange
      .stream(200, ["content-length", "6"], exchange.target.slice(1).split(","))
      .catch((error: Error) => rejected.push(error.name));
  });
  client.say(get("/abc,def"));
  await client.hears(/\r\n\r\nabcdef$/);
  assert.doesNotMatch(client.heard, /chunked/i);
  client.say(get("/abc"));
  assert.match(await client.all(), /\r\n\r\nabc$/);
  assert.deepEqual(rejected, ["Error"]);
});

test("a stream that is longer than it has said is cut", async (t) => {
  const rejected = Promise.withResolvers<Error>();
  const client = await connected(t, (exchange) => {
    exchange.stream(200, ["content-length", "6"], ["abcd", "efgh"]).catch(rejected.resolve);
  });
  assert.match(await client.say(get("/")).all(), /\r\n\r\nabcd$/);
  assert.match((await rejected.promise).message, /content-length/i);
});

test("HTTP/1.0 has no chunks: a stream ends with the connection, and a failing one with a reset", async (t) => {
  const handle = (exchange: Exchange): void => {
    const chunks = exchange.target === "/fails" ? failing() : ["one"];
    exchange.stream(200, [], chunks).catch(() => undefined);
  };
  const whole = await connected(t, handle);
  whole.say("GET / HTTP/1.0\r\n\r\n");
  assert.match(await whole.all(), /^HTTP\/1.1 200 OK\r\n[^]*connection: close\r\n\r\none$/i);
  assert.equal(whole.error, undefined);
  const failed = await connected(t, handle);
  failed.say("GET /fails HTTP/1.0\r\n\r\n");
  await failed.closed;
  assert.equal(failed.error?.code, "ECONNRESET");
});

test("HEAD and 304 have no body on the wire", async (t) => {
  const client = await connected(t, (exchange) => {
    if (exchange.target === "/stream") void exchange.stream(200, [], ["body"]);
    else exchange.send(exchange.target === "/304" ? 304 : 200, [], "body");
  });
  client.say(
    get("/").replace("GET", "HEAD") + get("/stream").replace("GET", "HEAD") + get("/304") + get("/last"),
  );
  await client.hears(/\r\n\r\nbody$/);
  assert.equal(client.heard.match(/\r\n\r\n/g)?.length, 4);
  assert.equal(client.heard.match(/body/g)?.length, 1);
});

test("repeated request headers are joined, or given one by one", async (t) => {
  const client = await connected(t, (exchange) => {
    const { header, headerValues } = {
      header: exchange.header("x-a"),
      headerValues: exchange.headerValues("x-a"),
    };
    exchange.send(200, [], JSON.stringify([header, headerValues, exchange.header("cookie")]));
  });
  client.say(get("/", "X-A: 1", "x-a: 2, 3", "Cookie: a=1", "cookie: b=2"));
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
    client.say(get(target));
    assert.equal((await client.hears(/<.*>/))[0], expected);
  }
});

test("OPTIONS * has the target *", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, [], `<${exchange.target}>`));
  await client.say("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").hears(/<\*>/);
});

test("an upgrade that nobody offers is an ordinary request", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(426, [], "no."));
  await client.say(get("/", "Connection: Upgrade", "Upgrade: websocket")).hears(/ 426 [^]*no\./);
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
  ["a long head", 431, get("/", `X: ${"x".repeat(20_000)}`)],
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

test("a connection that asks for nothing more is closed", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, [], "yes"), { keepAliveTimeout: 100 });
  client.say(get("/"));
  assert.match(await client.all(), /yes$/);
  assert.equal(client.error, undefined);
});
