import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { WebSocket } from "ws";
import type { Exchange } from "../../../src/http/engine.ts";
import { serve, type ServeOptions, type Server } from "../../../src/http/node/index.ts";
import { type AcceptOptions, UpgradeAborted, type WebSocketEnd } from "../../../src/http/websocket.ts";
import { websocketSuite } from "../../conformance/websocket.suite.ts";
import { acceptOptions } from "../../conformance/websocket-under-test.ts";
import { Connection, connected, head, serving } from "./connection.ts";
import { connect } from "./websocket-client.ts";

const urlOf = (server: Server): string => server.url.replace("http", "ws");

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

/** The head of an opening handshake, with some fields changed. */
function handshake(changed: Readonly<Record<string, string>> = {}, target: string = "/"): string {
  const fields = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...changed,
  };
  return head("GET", target, ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`));
}

/** One frame of a client, masked with zeros. */
function frame(opcode: number, payload: string, { masked = true, deflated = false } = {}): string {
  assert.ok(payload.length < 126);
  const first = 0x80 | (deflated ? 0x40 : 0) | opcode;
  return (
    String.fromCharCode(first, (masked ? 0x80 : 0) | payload.length) + (masked ? "\0\0\0\0" : "") + payload
  );
}

/** Serves WebSockets for one test; gives the server, and each end that is accepted. */
async function accepting(
  t: TestContext,
  options: Partial<AcceptOptions> = {},
  serveOptions: ServeOptions = {},
): Promise<{ server: Server; accepted: Promise<WebSocketEnd> }> {
  const accepted = Promise.withResolvers<WebSocketEnd>();
  const server = await serve(
    (exchange) => {
      assert.ok(exchange.upgrade);
      exchange.upgrade.accept({ ...acceptOptions, ...options }).then(accepted.resolve, accepted.reject);
    },
    { port: 0, ...serveOptions },
  );
  t.after(() => server.close(0));
  return { server, accepted: accepted.promise };
}

const told = (exchange: Exchange): void =>
  exchange.send(200, [], `${exchange.method} ${exchange.upgrade !== undefined}`);

test("the opening handshake is answered as RFC 6455 section 1.3 has it, with the headers given", async (t) => {
  const { server } = await accepting(t, { headers: ["set-cookie", "a=1", "set-cookie", "b=2"] });
  const client = new Connection(server).say(handshake());
  const [answer] = await client.hears(/^[^]*?\r\n\r\n/);
  assert.match(answer, /^HTTP\/1\.1 101 Switching Protocols\r\n/);
  assert.match(answer, /Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/);
  assert.match(answer, /set-cookie: a=1\r\nset-cookie: b=2\r\n/);
  client.leave();
});

test("a message that comes with the handshake is not lost", async (t) => {
  const { server, accepted } = await accepting(t);
  const client = new Connection(server).say(handshake() + frame(1, "first"));
  assert.equal(await (await accepted).receive(), "first");
  client.leave();
});

for (const [what, changed] of Object.entries({
  "of another version": { "sec-websocket-version": "7" },
  "without a key": { "sec-websocket-key": "short" },
  "with a list that is none": { "sec-websocket-protocol": "a,,b" },
  "for another protocol": { upgrade: "h2c" },
  "with a body": { "content-length": "2" },
})) {
  test(`a handshake ${what} is an ordinary request`, async (t) => {
    const client = await connected(t, told);
    client.say(`${handshake(changed)}{}`);
    await client.hears(/GET false$/);
    client.leave();
  });
}

test("a request that would rather speak another protocol keeps its body and its connection", async (t) => {
  const client = await connected(t, async (exchange) => {
    exchange.send(200, [], await exchange.readBody(100));
  });
  const fields = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "Content-Length: 5"];
  await client.say(`${head("POST", "/", ...fields)}first`).hears(/first$/);
  await client.say(`${head("POST", "/", ...fields)}other`).hears(/other$/);
  client.leave();
});

test("an answer in place of a WebSocket ends the connection", async (t) => {
  const client = await connected(t, told);
  assert.match(
    await client.say(handshake()).all(),
    /^HTTP\/1\.1 200 OK\r\n[^]*connection: close\r\n[^]*GET true$/i,
  );
});

test("a client that does not wait for its earlier answer is cut off", async (t) => {
  const client = await connected(t, ({ target, upgrade, ...exchange }) => {
    if (target === "/slow") return;
    assert.fail(`${target} ${String(upgrade)} ${String(exchange)}`);
  });
  assert.equal(await client.say(head("GET", "/slow") + handshake()).all(), "");
});

test("a client that breaks off before it is accepted is told of", async (t) => {
  const left = Promise.withResolvers<unknown>();
  const arrived = Promise.withResolvers<void>();
  const client = await connected(t, (exchange) => {
    exchange.onEnd(() => {
      assert.equal(exchange.signal.aborted, true);
      exchange.upgrade?.accept(acceptOptions).catch(left.resolve);
    });
    arrived.resolve();
  });
  client.say(handshake());
  await arrived.promise;
  client.socket.resetAndDestroy();
  assert.equal(String(await left.promise), "UpgradeAborted: the client left before its WebSocket was open");
});

test("extensions that make no sense are refused", async (t) => {
  const { server, accepted } = await accepting(t, { compression: true });
  const refused = assert.rejects(accepted, { name: "UpgradeAborted" });
  const client = new Connection(server).say(handshake({ "sec-websocket-extensions": "=" }));
  assert.match(await client.all(), /^HTTP\/1\.1 400 /);
  await refused;
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

test("messages of a kilobyte are compressed where the client can, without a memory of earlier ones", async (t) => {
  const { server, accepted } = await accepting(t, { compression: true });
  const client = new Connection(server).say(
    handshake({ "sec-websocket-extensions": "permessage-deflate; client_max_window_bits" }),
  );
  await client.hears(/permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n\r\n/);
  const end = await accepted;
  const before = client.heard.length;
  await end.send("s");
  await end.send("l".repeat(10_000));

  await client.hears(/\x81[^]s\xc1[^]{5}/);
  assert.ok(client.heard.length - before < 200);
  client.leave();
});

test("nothing is compressed where that is off", async (t) => {
  const { server } = await accepting(t);
  const client = new Connection(server).say(handshake({ "sec-websocket-extensions": "permessage-deflate" }));
  assert.doesNotMatch((await client.hears(/^[^]*\r\n\r\n/))[0], /extensions/i);
  client.leave();
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
