import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from "node:http2";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { Agent, fetch } from "undici";
import type { Handle } from "../../../src/http/engine.ts";
import { serve, type ServeOptions, type Server } from "../../../src/http/node/index.ts";
import { engineSuite } from "../../conformance/engine.suite.ts";
import { answering } from "../../conformance/engine-under-test.ts";
import { Connection, head } from "./connection.ts";
import { http2Fetch } from "./http2-client.ts";

const folder = join(import.meta.dirname, "certificate");
const tls = { cert: readFileSync(join(folder, "cert.pem")), key: readFileSync(join(folder, "key.pem")) };

engineSuite(
  "HTTP/2 over TLS",
  async (handle) => {
    const server = await serve(handle, { port: 0, grace: 0, tls });
    const session = connect(server.url, { rejectUnauthorized: false });
    return {
      fetch: (path, init) => http2Fetch(session, path, init),
      async close() {
        session.destroy();
        await server.close();
      },
    };
  },
  { secure: true },
);

engineSuite("HTTP/2 without TLS", async (handle) => {
  const server = await serve(handle, { port: 0, grace: 0, http2: true });
  const session = connect(server.url);
  return {
    fetch: (path, init) => http2Fetch(session, path, init),
    async close() {
      session.destroy();
      await server.close();
    },
  };
});

engineSuite(
  "HTTP/1.1 over TLS",
  async (handle) => {
    const server = await serve(handle, { port: 0, grace: 0, tls });
    const dispatcher = new Agent({ allowH2: false, connect: { rejectUnauthorized: false } });
    return {
      fetch: (path, init) =>
        fetch(server.url + path, { ...(init as object), dispatcher }) as unknown as Promise<Response>,
      async close() {
        await dispatcher.destroy();
        await server.close();
      },
    };
  },
  { secure: true },
);

/** A server that takes clients of HTTP/2 without TLS, and a connection to it. */
async function connected(
  t: TestContext,
  handle: Handle,
  options: ServeOptions = {},
): Promise<{ server: Server; session: ClientHttp2Session }> {
  const server = await serve(handle, { port: 0, grace: 1000, http2: true, ...options });
  const session = connect(server.url, { rejectUnauthorized: false });
  t.after(() => {
    session.destroy();
    return server.close(0);
  });
  return { server, session };
}

test("HTTP/1.1 goes on beside HTTP/2, also where its first bytes come one by one", async (t) => {
  const { server } = await connected(t, (exchange) => exchange.send(200, [], `<${exchange.method}>`));
  const client = new Connection(server);
  client.socket.setNoDelay(true);
  for (const char of head("PROPFIND", "/")) {
    client.say(char);
    await new Promise(setImmediate);
  }
  await client.hears(/<PROPFIND>/);
  client.say(head("PRIME", "/"));
  await client.hears(/ 400 /);
});

test("a client that says nothing, or goes, costs nothing", async (t) => {
  const { server } = await connected(t, (exchange) => exchange.send(200, [], "yes"), { headersTimeout: 100 });
  await new Connection(server).closed;
  const broken = new Connection(server).say("PR");
  await new Promise((resolve) => broken.socket.once("connect", resolve));
  broken.socket.resetAndDestroy();
  const half = new Connection(server).say("PR");
  half.socket.end();
  await half.closed;
});

test("headers of one connection are left out, the rest is in lower case", async (t) => {
  const { session } = await connected(t, (exchange) =>
    exchange.send(200, ["Connection", "close", "Keep-Alive", "5", "X-A", "1", "x-a", "2"], "yes"),
  );
  const response = await http2Fetch(session, "/");
  assert.deepEqual([...response.headers.keys()].toSorted(), ["content-length", "date", "x-a"]);
  assert.equal(response.headers.get("x-a"), "1, 2");
});

test("the authority is the host, and cookies in pieces are one", async (t) => {
  const { session, server } = await connected(t, (exchange) =>
    exchange.send(
      200,
      [],
      `${exchange.header("host")} ${exchange.header("cookie")} ${exchange.remoteAddress}`,
    ),
  );
  const stream = session.request({ ":path": "/", cookie: ["a=1", "b=2"] });
  let text = "";
  for await (const piece of stream.setEncoding("utf8")) text += piece;
  assert.equal(text, `127.0.0.1:${server.port} a=1; b=2 127.0.0.1`);
});

test("a client that waits for 100 is told to go on when the body is read", async (t) => {
  const { session } = await connected(
    t,
    answering(async (exchange) => exchange.send(200, [], await exchange.readBody(100))),
  );
  const stream = session.request({ ":method": "POST", ":path": "/", expect: "100-continue" });
  await once(stream, "continue");
  stream.end("abc");
  let text = "";
  for await (const piece of stream.setEncoding("utf8")) text += piece;
  assert.equal(text, "abc");
});

test("a client that is still sending when it has its answer is told that it need not", async (t) => {
  const { session } = await connected(t, (exchange) => exchange.send(413, [], "too much"));
  const stream = session.request({ ":method": "POST", ":path": "/" });
  stream.write("a");
  let text = "";
  for await (const piece of stream.setEncoding("utf8")) text += piece;
  assert.equal(text, "too much");
  await once(stream, "close");
  assert.equal(stream.rstCode, constants.NGHTTP2_NO_ERROR);
});

test("chunks that are not what Content-Length says are cut", async (t) => {
  for (const [length, expected] of [
    [3, "ab"],
    [1, ""],
  ] as const) {
    const failed = Promise.withResolvers<unknown>();
    const { session } = await connected(t, (exchange) => {
      exchange.stream(200, ["content-length", String(length)], ["ab"]).catch(failed.resolve);
    });
    const stream: ClientHttp2Stream = session.request({ ":path": "/" });
    let text = "";
    stream.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    await once(stream, "error");
    assert.equal(text, expected);
    assert.match(String(await failed.promise), /Content-Length/);
  }
});

test("a server that stops lets open streams end, and takes no more", async (t) => {
  const go = Promise.withResolvers<void>();
  const { session, server } = await connected(t, (exchange) => {
    const chunks = (async function* () {
      yield "a";
      await go.promise;
      yield "b";
    })();
    void exchange.stream(200, [], chunks);
  });
  const response = await http2Fetch(session, "/");
  const closed = server.close();
  await once(session, "goaway");
  await assert.rejects(http2Fetch(session, "/"));
  go.resolve();
  assert.equal(await response.text(), "ab");
  await closed;
});

test("a connection without a stream is closed when it has been idle", async (t) => {
  const { session } = await connected(t, (exchange) => exchange.send(200, [], "yes"), {
    keepAliveTimeout: 50,
  });
  await http2Fetch(session, "/");
  await once(session, "close");
});

test("a connection that was silent during a stream is closed when it has been idle after it", async (t) => {
  const silent = Promise.withResolvers<void>();
  const { session } = await connected(
    t,
    (exchange) => {
      if (exchange.target === "/ping") exchange.send(200, [], "");
      else void silent.promise.then(() => exchange.send(200, [], "yes"));
    },
    { keepAliveTimeout: 50 },
  );
  const answer = http2Fetch(session, "/");
  // Longer than the connection may be idle.
  await setTimeout(200);
  silent.resolve();
  assert.equal(await (await answer).text(), "yes");
  await once(session, "close");
});

for (const size of [10, 1_000_000]) {
  test(`a client that takes nothing of ${size} bytes that are sent at once is cut off`, async (t) => {
    const ended = Promise.withResolvers<void>();
    const server = await serve(
      (exchange) => {
        exchange.onEnd(() => ended.resolve());
        exchange.send(200, [], "x".repeat(size));
      },
      { port: 0, http2: true, writeTimeout: 100 },
    );
    const session = connect(server.url, { settings: { initialWindowSize: 0 } });
    t.after(() => {
      session.destroy();
      return server.close(0);
    });
    const stream = session.request({ ":path": "/" }).on("error", () => undefined);
    stream.resume();
    await ended.promise;
    await once(stream, "close");
    assert.equal(stream.rstCode, constants.NGHTTP2_CANCEL);
  });
}

test("clients that leave before they are told to go on have left, and nothing else has failed", async (t) => {
  const names: string[] = [];
  const asked = Promise.withResolvers<void>();
  const { session, server } = await connected(t, async (exchange) => {
    asked.resolve();
    await exchange.readBody(10).catch((error: Error) => void names.push(error.name));
  });
  session.on("error", () => undefined);
  for (let i = 0; i < 60; i++) {
    const stream = session.request({ ":path": "/", ":method": "POST", expect: "100-continue" });
    stream.on("error", () => undefined);
    if (i % 2 === 1) setImmediate(() => stream.close(constants.NGHTTP2_CANCEL));
  }
  await asked.promise;
  session.destroy();
  await server.close(0);
  assert.ok(names.length > 0);
  assert.deepEqual(new Set(names), new Set(["BodyAborted"]));
});
