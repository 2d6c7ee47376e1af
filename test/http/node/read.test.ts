import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Exchange, Handle } from "../../../src/http/engine.ts";
import { connected, head, serving } from "./connection.ts";

/** Reads the body and answers with its length, or with the name of what went wrong. */
const measuring =
  (limit: number, failures: string[] = []) =>
  (exchange: Exchange): void => {
    exchange.readBody(limit).then(
      (bytes) => exchange.send(200, [], `${bytes.length}.`),
      (error: Error) => {
        failures.push(error.name);
        exchange.send(error.name === "BodyTooLarge" ? 413 : 408, [], `${error.name}.`);
      },
    );
  };

const post = (...fields: string[]): string => head("POST", "/", ...fields);

test("a body in many small packets", async (t) => {
  const client = await connected(t, measuring(100));
  client.socket.setNoDelay(true);
  for (const char of post("Content-Length: 5") + "hello") {
    client.say(char);
    await new Promise(setImmediate);
  }
  await client.hears(/\r\n\r\n5\./);
});

test("a body in chunks", async (t) => {
  const client = await connected(t, measuring(100));
  client.say(post("Transfer-Encoding: chunked") + "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n");
  await client.hears(/\r\n\r\n5\./);
});

test("a small body that nobody reads leaves the connection usable", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, [], `${exchange.method}.`));
  client.say(post("Content-Length: 5") + "hello");
  await client.hears(/POST\./);
  client.say(post("Content-Length: 60000") + "x".repeat(60_000));
  await client.hears(/POST\.[^]*POST\./);
  client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await client.hears(/GET\./);
  assert.doesNotMatch(client.heard, /connection: close/i);
});

test("a body that is given up half-way leaves no half behind", async (t) => {
  const client = await connected(t, async (exchange) => {
    for await (const piece of exchange.streamBody(1_000_000)) {
      assert.ok(piece.length > 0);
      break;
    }
    exchange.send(200, [], `${exchange.method}.`);
  });
  client.say(post("Content-Length: 50000") + "x".repeat(100));
  await client.hears(/POST\./);
  client.say("x".repeat(49_900) + "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await client.hears(/GET\./);
});

test("a large body that nobody reads: the answer arrives whole, and the connection is closed", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, [], "y".repeat(10_000)));
  client.say(post("Content-Length: 5000000") + "x".repeat(500_000));
  const heard = await client.hears(/y{10000}/);
  assert.match(heard.input, /^HTTP\/1.1 200 OK\r\n[^]*connection: close\r\n/i);
  client.say("x".repeat(4_500_000));
  await client.closed;
});

test("a body that is too long by its own account is refused unread", async (t) => {
  const client = await connected(t, measuring(1000));
  client.say(post("Content-Length: 5000000"));
  const heard = await client.hears(/BodyTooLarge\./);
  assert.match(heard.input, /^HTTP\/1.1 413 [^]*connection: close\r\n/i);
  await client.closed;
});

test("a body in chunks is refused where it passes the limit", async (t) => {
  const client = await connected(t, measuring(1000));
  client.say(post("Transfer-Encoding: chunked") + `800\r\n${"x".repeat(2048)}\r\n`);
  const heard = await client.hears(/BodyTooLarge\./);
  assert.match(heard.input, /connection: close\r\n/i);
  await client.closed;
});

for (const [what, fields, body] of [
  ["shorter than it says", ["Content-Length: 10"], "hello"],
  ["in chunks without the last one", ["Transfer-Encoding: chunked"], "5\r\nhello\r\n"],
] as const) {
  for (const way of ["ends", "breaks"] as const) {
    test(`a body that is ${what}, from a client that ${way}`, async (t) => {
      const failures: string[] = [];
      const open = await serving(t, measuring(100, failures));
      const client = open();
      client.say(post(...fields) + body);
      await sleep(20);
      if (way === "ends") client.socket.end();
      else client.socket.resetAndDestroy();
      await client.closed;
      await sleep(10);
      assert.deepEqual(failures, ["BodyAborted"]);
      await open()
        .say(post("Content-Length: 2") + "ok")
        .hears(/2\./);
    });
  }
}

test("chunks that are no chunks", async (t) => {
  const failures: string[] = [];
  const client = await connected(t, measuring(100, failures));
  client.say(post("Transfer-Encoding: chunked") + "zz\r\nhello\r\n");
  await client.closed;
  await sleep(10);
  assert.deepEqual(failures, ["BodyAborted"]);
});

test("a body that does not come is waited for so long", async (t) => {
  const client = await connected(t, measuring(100), { bodyTimeout: 100 });
  const start = performance.now();
  client.say(post("Content-Length: 10") + "hello");
  const heard = await client.hears(/BodyTimeout\./);
  assert.ok(performance.now() - start < 1000);
  assert.match(heard.input, /^HTTP\/1.1 408 /);
});

test("a body that trickles is waited for so long where it is read whole, and as long as it comes where it is streamed", async (t) => {
  const open = await serving(
    t,
    (exchange) => {
      if (exchange.target === "/") return measuring(100)(exchange);
      const count = async (): Promise<void> => {
        let size = 0;
        for await (const piece of exchange.streamBody(100)) size += piece.length;
        exchange.send(200, [], `${size}.`);
      };
      count().catch((error: Error) => exchange.send(408, [], `${error.name}.`));
    },
    { bodyTimeout: 150 },
  );
  const client = open();
  const streamed = open();
  client.say(post("Content-Length: 6"));
  streamed.say(post("Content-Length: 6").replace("/", "/streamed"));
  for (let i = 0; i < 6; i++) {
    await sleep(50);
    client.say("x");
    streamed.say("x");
  }
  await client.hears(/BodyTimeout\./);
  await streamed.hears(/6\./);
});

test("a body stream that stops is given up", async (t) => {
  const failed = Promise.withResolvers<Error>();
  const client = await connected(
    t,
    async (exchange) => {
      try {
        for await (const piece of exchange.streamBody(100)) assert.equal(piece.length, 5);
      } catch (error) {
        failed.resolve(error as Error);
        exchange.send(408, [], "slow.");
      }
    },
    { bodyTimeout: 100 },
  );
  client.say(post("Content-Length: 10") + "hello");
  assert.equal((await failed.promise).name, "BodyTimeout");
  await client.hears(/slow\./);
});

test("a body stream is read no faster than it is taken", async (t) => {
  const gate = Promise.withResolvers<void>();
  const client = await connected(t, async (exchange) => {
    let size = 0;
    for await (const piece of exchange.streamBody(Infinity)) {
      if (size === 0) await gate.promise;
      size += piece.length;
    }
    exchange.send(200, [], `${size}.`);
  });
  const total = 64 * 1024 * 1024;
  client.say(post(`Content-Length: ${total}`));
  client.socket.write(Buffer.alloc(total));
  await sleep(300);
  assert.ok(client.socket.writableLength > 0);
  gate.resolve();
  await client.hears(/67108864\./);
});

test("a client that waits for 100 is told to go on when the body is asked for", async (t) => {
  const client = await connected(t, measuring(100));
  client.say(post("Content-Length: 5", "Expect: 100-continue"));
  await client.hears(/^HTTP\/1.1 100 Continue\r\n\r\n/);
  client.say("hello");
  await client.hears(/HTTP\/1.1 200 OK[^]*5\./);
  assert.doesNotMatch(client.heard, /connection: close/i);
});

test("a client that waits for 100 is not told where the body is not asked for, or is too long", async (t) => {
  for (const handle of [
    measuring(3),
    (exchange: Exchange) => exchange.send(413, [], "no."),
    (exchange: Exchange) => void exchange.stream(413, [], ["no."]),
  ]) {
    const client = await connected(t, handle);
    client.say(post("Content-Length: 5", "Expect: 100-continue"));
    assert.match(await client.all(), /^HTTP\/1.1 413 [^]*connection: close/i);
  }
});

test("an expectation that nobody knows is refused", async (t) => {
  const client = await connected(t, measuring(3));
  client.say(post("Content-Length: 0", "Expect: a-miracle"));
  await client.hears(/^HTTP\/1.1 417 /);
});

/** Streams the size of the first piece of a body, and leaves the rest. */
const sizeOfFirst: Handle = (exchange) => {
  const body = exchange.streamBody(Infinity);
  const answer = (async function* () {
    for await (const piece of body) {
      yield `${piece.length} bytes\n`;
      return;
    }
  })();
  void exchange.stream(200, [], answer);
};

test("the rest of a body whose stream was answered early is out of the way of the next request", async (t) => {
  const client = await connected(t, sizeOfFirst);
  client.say(post("Content-Length: 100000") + "x".repeat(1000));
  await client.hears(/1000 bytes\n\r\n0\r\n\r\n$/);
  client.say("x".repeat(99_000));
  client.say(post("Content-Length: 3") + "abc");
  await client.hears(/3 bytes\n\r\n0\r\n\r\n$/);
});

test("a client that goes on sending such a body is cut off", async (t) => {
  const client = await connected(t, sizeOfFirst);
  client.say(post("Content-Length: 100000000") + "x".repeat(1000));
  await client.hears(/1000 bytes\n\r\n0\r\n\r\n$/);
  const piece = "x".repeat(100_000);
  const sending = setInterval(() => client.say(piece), 1);
  t.after(() => clearInterval(sending));
  await client.closed;
});
