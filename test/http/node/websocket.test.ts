import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { WebSocket } from "ws";
import { serve } from "../../../src/http/node/index.ts";
import { UpgradeAborted } from "../../../src/http/websocket.ts";
import { websocketSuite } from "../../conformance/websocket.suite.ts";
import { acceptOptions } from "../../conformance/websocket-under-test.ts";
import { Connection, serving } from "./connection.ts";
import { accepting, connect, frame, handshake, urlOf } from "./websocket-client.ts";

websocketSuite("node:http", async (handle) => {
  const server = await serve(handle, { port: 0 });
  return {
    connect: (path, asked) => connect(urlOf(server) + path, asked),
    close: () => server.close(0),
  };
});

const folder = join(import.meta.dirname, "certificate");

const tls = { cert: readFileSync(join(folder, "cert.pem")), key: readFileSync(join(folder, "key.pem")) };

websocketSuite("node:https", async (handle) => {
  const server = await serve(handle, { port: 0, tls });
  return {
    connect: (path, asked) => connect(urlOf(server) + path, asked, { rejectUnauthorized: false }),
    close: () => server.close(0),
  };
});

websocketSuite("node:http that takes HTTP/2, too", async (handle) => {
  const server = await serve(handle, { port: 0, http2: true });
  return {
    connect: (path, asked) => connect(urlOf(server) + path, asked),
    close: () => server.close(0),
  };
});

test("what breaks the protocol closes the WebSocket, and its code is told", async (t) => {
  for (const [bytes, code] of [
    [frame(1, "a", { masked: false }), 1002],
    [frame(3, "a"), 1002],
    [frame(1, "\xff"), 1007],
  ] as const) {
    const { server, accepted } = await accepting(t);
    const client = new Connection(server).say(handshake() + bytes);
    assert.equal((await (await accepted).closed).code, code);
    assert.equal(client.heard.slice(-2), String.fromCharCode(code >> 8, code & 255));
    client.leave();
  }
});

test("garbage after the handshake ends its own WebSocket, and nothing else", async (t) => {
  const open = await serving(t, (exchange) => {
    exchange.upgrade?.accept(acceptOptions).then(
      async (end) => {
        for (let message = await end.receive(); message !== undefined; message = await end.receive())
          await end.send(message);
      },
      (error: unknown) => assert.ok(error instanceof UpgradeAborted),
    );
  });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 2, maxLength: 300 }), fc.boolean(), async (bytes, leaves) => {
      const client = open().say(handshake());
      await client.hears(/\r\n\r\n/);
      client.say(Buffer.from(bytes).toString("latin1"));
      if (leaves) client.leave();
      else client.socket.end();
      await client.closed;
    }),
    { numRuns: 200 },
  );
  const client = open().say(handshake() + frame(1, "still here"));
  await client.hears(/still here$/);
  client.leave();
});

test("a close frame without a code is 1005", async (t) => {
  const { server, accepted } = await accepting(t);
  const client = new Connection(server).say(handshake() + frame(8, ""));
  assert.deepEqual(await (await accepted).closed, { code: 1005, reason: "" });
  await client.closed;
});

test("a message that is too long only when it is inflated is refused", async (t) => {
  const { server, accepted } = await accepting(t, { compression: true, messageLimit: 1000 });
  const bomb = deflateRawSync(Buffer.alloc(100_000), { finishFlush: 2 }).subarray(0, -4).toString("latin1");
  const client = new Connection(server).say(
    handshake({ "sec-websocket-extensions": "permessage-deflate" }) + frame(1, bomb, { deflated: true }),
  );
  assert.equal((await (await accepted).closed).code, 1009);
  client.leave();
});

test("a client from which nothing comes is cut off after a ping", async (t) => {
  const { server, accepted } = await accepting(t, { pingInterval: 10, pingTimeout: 10 });
  const client = new Connection(server).say(handshake());
  await client.hears(/\x89[^]$/);
  assert.equal((await (await accepted).closed).code, 1006);
  await client.closed;
});

test("a client that answers pings stays", async (t) => {
  const { server, accepted } = await accepting(t, { pingInterval: 5, pingTimeout: 200 });
  const client = new WebSocket(urlOf(server));
  for (let pings = 0; pings < 20; pings++) await once(client, "ping");
  assert.equal((await accepted).closing, undefined);
  client.terminate();
});

test("a client whose messages nobody reads is not cut off", async (t) => {
  const { server, accepted } = await accepting(t, { pingInterval: 5, pingTimeout: 5 });
  const client = await connect(urlOf(server));
  assert.ok(!(client instanceof Response));
  // More than the inbox and the buffers of both sockets hold.
  const sending = Array.from({ length: 200 }, () => client.send("m".repeat(64 * 1024)));
  const end = await accepted;
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(end.closing, undefined);
  for (let i = 0; i < 200; i++) assert.equal((await end.receive())?.length, 64 * 1024);
  await Promise.all(sending);
  await client.close(1000, "");
});

test("a client that leaves while nobody reads its messages is seen to be gone", async (t) => {
  const { server, accepted } = await accepting(t, { pingInterval: 5, pingTimeout: 1000 });
  const client = new Connection(server).say(handshake());
  const end = await accepted;
  client.say(frame(1, "m").repeat(1000));
  await client.hears(/\x89[^]$/);
  client.leave();
  assert.equal((await end.closed).code, 1006);
});

test("a server that stops closes its WebSockets with 1012, and waits for them", async (t) => {
  const { server, accepted } = await accepting(t);
  const client = await connect(urlOf(server));
  assert.ok(!(client instanceof Response));
  const end = await accepted;
  const waiting = end.receive();
  await server.close(5000);
  assert.equal(await waiting, undefined);
  assert.deepEqual([end.closing?.code, client.closing?.code], [1012, 1012]);
});

test("a client that does not answer the close frame is cut off when the grace is over", async (t) => {
  const { server, accepted } = await accepting(t);
  const client = new Connection(server).say(handshake());
  const end = await accepted;
  await server.close(20);
  assert.equal(end.closing?.code, 1006);
  assert.equal((await client.all()).slice(-4), "\x88\x02\x03\xf4");
});
