import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chunk, Exchange } from "../../../src/http/engine.ts";
import { connected, head } from "./connection.ts";

async function* failing(): AsyncGenerator<Chunk> {
  yield "one";
  throw new Error("half-way");
}

test("a whole response is one packet", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, ["a", "b"], "body"));
  let packets = 0;
  client.socket.on("data", () => packets++);
  client.say(head("GET", "/"));
  await client.hears(/^HTTP\/1.1 200 OK\r\na: b\r\ncontent-length: 4\r\nDate: .*\r\n[^]*\r\n\r\nbody$/);
  assert.equal(packets, 1);
});

test("a status has its own reason, also after another was refused", async (t) => {
  const client = await connected(t, (exchange) => {
    assert.throws(() => exchange.send(200, ["a", "\n"], ""));
    exchange.send(413, [], "");
  });
  await client.say(head("GET", "/")).hears(/^HTTP\/1.1 413 Content Too Large\r\n/);
});

test("requests in one packet are answered in their order", async (t) => {
  const client = await connected(t, (exchange) => {
    setTimeout(() => exchange.send(200, [], `${exchange.target};`), exchange.target === "/1" ? 50 : 0);
  });
  client.say(head("GET", "/1") + head("GET", "/2") + head("GET", "/3"));
  await client.hears(/\/1;[^]*\/2;[^]*\/3;/);
});

test("a client that leaves is known to every request that it has sent", async (t) => {
  const left: string[] = [];
  const client = await connected(t, (exchange) => {
    exchange.signal.addEventListener("abort", () => left.push(exchange.target));
    exchange.onEnd(() => left.push(`end ${exchange.target}`));
  });
  client.say(head("GET", "/1") + head("GET", "/2"));
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
  client.say(head("GET", "/1") + head("GET", "/2"));
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
  const heard = await client.say(head("GET", "/")).all();
  assert.match(heard, /transfer-encoding: chunked\r\n\r\n3\r\none\r\n$/i);
});

test("a stream that ends has the last chunk, and the connection goes on", async (t) => {
  const client = await connected(t, (exchange) => void exchange.stream(200, [], ["one", "two"]));
  await client.say(head("GET", "/")).hears(/\r\n\r\n(?:6\r\nonetwo|3\r\none\r\n3\r\ntwo)\r\n0\r\n\r\n$/);
  client.say(head("GET", "/"));
  await client.hears(/\r\n0\r\n\r\n[^]*\r\n0\r\n\r\n$/);
});

test("a stream of a length it has said", async (t) => {
  const rejected: string[] = [];
  const client = await connected(t, (exchange) => {
    exchange
      .stream(200, ["content-length", "6"], exchange.target.slice(1).split(","))
      .catch((error: Error) => rejected.push(error.name));
  });
  client.say(head("GET", "/abc,def"));
  await client.hears(/\r\n\r\nabcdef$/);
  assert.doesNotMatch(client.heard, /chunked/i);
  client.say(head("GET", "/abc"));
  assert.match(await client.all(), /\r\n\r\nabc$/);
  assert.deepEqual(rejected, ["Error"]);
});

test("a stream that is longer than it has said is cut", async (t) => {
  const rejected = Promise.withResolvers<Error>();
  const client = await connected(t, (exchange) => {
    exchange.stream(200, ["content-length", "6"], ["abcd", "efgh"]).catch(rejected.resolve);
  });
  assert.match(await client.say(head("GET", "/")).all(), /\r\n\r\nabcd$/);
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
  client.say(head("HEAD", "/") + head("HEAD", "/stream") + head("GET", "/304") + head("GET", "/last"));
  await client.hears(/\r\n\r\nbody$/);
  assert.equal(client.heard.match(/\r\n\r\n/g)?.length, 4);
  assert.equal(client.heard.match(/body/g)?.length, 1);
});

test("a connection that asks for nothing more is closed", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, [], "yes"), { keepAliveTimeout: 100 });
  client.say(head("GET", "/"));
  assert.match(await client.all(), /yes$/);
  assert.equal(client.error, undefined);
});
