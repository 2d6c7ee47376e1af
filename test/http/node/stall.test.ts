import assert from "node:assert/strict";
import { once } from "node:events";
import { connect as http2Connect } from "node:http2";
import type { Socket } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "../../../src/http/node/index.ts";
import { Stall } from "../../../src/http/node/stall.ts";
import { connected, head } from "./connection.ts";
import { http2Fetch } from "./http2-client.ts";

const request = head("GET", "/");

test("a reader that stalls in the middle of a stream is cut off, and the stream is let go", async (t) => {
  const ended = Promise.withResolvers<string>();
  const client = await connected(
    t,
    (exchange) => {
      const { signal } = exchange;
      let returned = false;
      const endless = (function* () {
        try {
          for (;;) yield new Uint8Array(64 * 1024);
        } finally {
          returned = true;
        }
      })();
      void exchange
        .stream(200, [], endless)
        .then(() => ended.resolve(`aborted ${signal.aborted}, returned ${returned}`));
    },
    { writeTimeout: 100 },
  );
  client.socket.pause();
  client.say(request);
  assert.equal(await ended.promise, "aborted true, returned true");
});

test("so is a stream of HTTP/2, and the others of its connection go on", async (t) => {
  const ended = Promise.withResolvers<boolean>();
  const server = await serve(
    (exchange) => {
      if (exchange.target === "/other") {
        exchange.send(200, [], "here");
        return;
      }
      const { signal } = exchange;
      const endless = (function* () {
        for (;;) yield new Uint8Array(64 * 1024);
      })();
      void exchange.stream(200, [], endless).then(() => ended.resolve(signal.aborted));
    },
    { port: 0, grace: 0, http2: true, writeTimeout: 100 },
  );
  const session = http2Connect(server.url);
  t.after(async () => {
    session.destroy();
    await server.close();
  });
  const stalled = session.request({ ":path": "/" });
  stalled.on("error", () => undefined);
  await once(stalled, "response");
  assert.equal(await ended.promise, true);
  assert.equal(await (await http2Fetch(session, "/other")).text(), "here");
});

test("so is one that does not take a whole response", async (t) => {
  const ended = Promise.withResolvers<boolean>();
  const client = await connected(
    t,
    (exchange) => {
      const { signal } = exchange;
      exchange.onEnd(() => ended.resolve(signal.aborted));
      exchange.send(200, [], "x".repeat(50_000_000));
    },
    { writeTimeout: 100 },
  );
  client.socket.pause();
  client.say(request);
  assert.equal(await ended.promise, true);
});

test("a reader that is slow, but reads, is not", async (t) => {
  const size = 8 * 1024 * 1024;
  const client = await connected(
    t,
    (exchange) => {
      const pieces = Array.from({ length: size / 65_536 }, () => new Uint8Array(65_536));
      void exchange.stream(200, ["content-length", String(size)], pieces);
    },
    { writeTimeout: 400 },
  );
  let received = 0;
  client.socket.removeAllListeners("data");
  client.socket.on("data", (text: string) => {
    received += text.length;
    client.socket.pause();
    setTimeout(() => client.socket.resume(), 10);
  });
  client.say(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
  await client.closed;
  assert.ok(received > size);
});

test("silence of the server is no stall", async (t) => {
  const client = await connected(
    t,
    (exchange) => {
      const quiet = (async function* () {
        yield "first";
        await sleep(250);
        yield "last";
      })();
      void sleep(250).then(() => exchange.stream(200, [], quiet));
    },
    { writeTimeout: 50 },
  );
  await client.say(request).hears(/last\r\n0\r\n\r\n$/);
});

test("a connection that waits for its next request is closed in its own time", async (t) => {
  const client = await connected(t, (exchange) => exchange.send(200, [], "here"), {
    writeTimeout: 60_000,
    keepAliveTimeout: 50,
  });
  await client.say(request).hears(/here/);
  await client.closed;
  assert.equal(client.error, undefined);
});

test("small writes that still find room are no sign of life", async (t) => {
  let now = 1000;
  t.mock.method(performance, "now", () => now);
  const socket = { writableLength: 0, bytesWritten: 500 };
  const stall = new Stall(100);
  const isOver = (milliseconds: number): boolean => {
    now += milliseconds;
    return stall.isOver(socket as Socket);
  };
  assert.equal(isOver(1000), false);
  Object.assign(socket, { writableLength: 10, bytesWritten: 510 });
  assert.equal(isOver(1000), false);
  Object.assign(socket, { writableLength: 20, bytesWritten: 520 });
  assert.equal(isOver(99), false);
  assert.equal(isOver(1), true);
  // Some of it was taken.
  Object.assign(socket, { writableLength: 15, bytesWritten: 520 });
  assert.equal(isOver(100), false);
  assert.equal(isOver(100), true);
  Object.assign(socket, { writableLength: 0 });
  assert.equal(isOver(100), false);
});
