import assert from "node:assert/strict";
import { test } from "node:test";
import type { Exchange } from "../../../src/http/engine.ts";
import { acceptOptions } from "../../conformance/websocket-under-test.ts";
import { Connection, connected, head } from "./connection.ts";
import { accepting, frame, handshake } from "./websocket-client.ts";

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
