import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Exchange } from "../../../src/http/engine.ts";
import { serve } from "../../../src/http/node/index.ts";
import { Connection } from "./connection.ts";

const request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

test("an app is served as well as a handle, and says where it is", async () => {
  const app = {
    text: "yes",
    handle(exchange: Exchange) {
      exchange.send(200, [], this.text);
    },
  };
  const server = await serve(app, { port: 0 });
  assert.equal(server.url, `http://127.0.0.1:${server.port}`);
  assert.equal(await (await fetch(server.url)).text(), "yes");
  const { port } = server;
  await server.close(0);
  assert.equal(server.port, port);
});

test("a wildcard host and an IPv6 host have a URL that leads to them", async () => {
  for (const [host, url] of [
    ["0.0.0.0", "http://127.0.0.1"],
    ["::", "http://[::1]"],
    ["::1", "http://[::1]"],
  ] as const) {
    const server = await serve((exchange) => exchange.send(200, [], "yes"), { port: 0, host });
    assert.equal(server.url, `${url}:${server.port}`);
    assert.equal(await (await fetch(server.url)).text(), "yes");
    await server.close(0);
  }
});

test("a port that is taken is an error, unless it is shared", async () => {
  const first = await serve((exchange) => exchange.send(200, [], ""), { port: 0, reusePort: true });
  const { port } = first;
  await assert.rejects(
    serve(() => undefined, { port }),
    { code: "EADDRINUSE" },
  );
  const second = await serve(() => undefined, { port, reusePort: true });
  await Promise.all([first.close(0), second.close(0)]);
});

test("a signal closes the server", async () => {
  const stop = new AbortController();
  const server = await serve((exchange) => exchange.send(200, [], ""), { port: 0, signal: stop.signal });
  const client = new Connection(server);
  await client.say(request).hears(/200/);
  stop.abort();
  await client.closed;
  await assert.rejects(fetch(server.url));
  await assert.rejects(
    serve(() => undefined, { port: 0, signal: stop.signal }),
    { name: "AbortError" },
  );
});

test("a signal that comes while the app starts up closes the server, and shuts the app down", async () => {
  const stop = new AbortController();
  const log: string[] = [];
  const app = {
    handle: () => undefined,
    startup: async () => stop.abort(),
    shutdown: async () => void log.push("shutdown"),
  };
  await assert.rejects(serve(app, { port: 0, signal: stop.signal }), { name: "AbortError" });
  assert.deepEqual(log, ["shutdown"]);
});

test("closing ends idle and silent connections at once, and lets requests under way finish", async () => {
  const arrived = Promise.withResolvers<Exchange>();
  const server = await serve(
    (exchange) => (exchange.target === "/" ? exchange.send(200, [], "idle") : arrived.resolve(exchange)),
    { port: 0 },
  );
  const [idle, silent, busy] = [new Connection(server), new Connection(server), new Connection(server)];
  await idle.say(request).hears(/idle/);
  busy.say(request.replace("/", "/busy"));
  const exchange = await arrived.promise;
  const start = performance.now();
  const closed = server.close();
  await Promise.all([idle.closed, silent.closed]);
  await assert.rejects(fetch(server.url));
  assert.equal(busy.socket.destroyed, false);
  exchange.send(200, [], "done");
  assert.match(await busy.all(), /connection: close\r\n[^]*done$/i);
  await closed;
  assert.ok(performance.now() - start < 1000);
});

test("closing waits for a stream that ends in time, and cuts one that does not", async () => {
  const log: string[] = [];
  const server = await serve(
    (exchange) => {
      const chunks = async function* (): AsyncGenerator<string> {
        try {
          yield "begun;";
          await sleep(exchange.target === "/short" ? 100 : 60_000, undefined, { signal: exchange.signal });
          yield "ended;";
        } finally {
          log.push(`${exchange.target} ${exchange.signal.aborted}`);
        }
      };
      void exchange.stream(200, [], chunks());
    },
    { port: 0 },
  );
  const short = new Connection(server).say(request.replace("/", "/short"));
  const long = new Connection(server).say(request.replace("/", "/long"));
  await Promise.all([short.hears(/begun/), long.hears(/begun/)]);
  const start = performance.now();
  await server.close(400);
  const milliseconds = performance.now() - start;
  assert.ok(milliseconds > 350 && milliseconds < 1500, `${milliseconds} ms`);
  assert.match(await short.all(), /ended;\r\n0\r\n\r\n$/);
  assert.doesNotMatch(await long.all(), /\r\n0\r\n\r\n$/);
  await sleep(10);
  assert.deepEqual(log, ["/short false", "/long true"]);
});

test("closing is not held up by a client that takes nothing", async () => {
  const server = await serve((exchange) => exchange.send(200, [], "x".repeat(50_000_000)), { port: 0 });
  const client = new Connection(server);
  client.socket.pause();
  client.say(request);
  await sleep(100);
  await server.close(100);
  client.leave();
});

test("a second call to close can shorten the time, not lengthen it", async () => {
  const arrived = Promise.withResolvers<void>();
  const server = await serve(() => arrived.resolve(), { port: 0 });
  const client = new Connection(server).say(request);
  await arrived.promise;
  const first = server.close(60_000);
  const second = server.close(50);
  await Promise.all([first, second, server.close(60_000), client.closed]);
});

test("whatever wants to end when the server stops has its turn, with the time that is left", async () => {
  const left: number[] = [];
  const server = await serve(
    (exchange) => {
      const last = Promise.withResolvers<void>();
      exchange.onStop((milliseconds) => {
        left.push(milliseconds);
        last.resolve();
      });
      const events = (async function* () {
        yield "data: 1\n\n";
        await last.promise;
        yield "data: last\n\n";
      })();
      void exchange.stream(200, ["content-type", "text/event-stream"], events);
    },
    { port: 0 },
  );
  const clients = Array.from({ length: 10 }, () => new Connection(server));
  for (const client of clients) await client.say(request).hears(/data: 1/);
  const started = performance.now();
  await server.close(5000);
  assert.ok(performance.now() - started < 2000);
  for (const client of clients) await client.hears(/data: last\n\n\r\n0\r\n\r\n$/);
  assert.ok(left.every((milliseconds) => milliseconds > 2500 && milliseconds <= 5000));
  // Not all of them at once.
  assert.ok((left[0] ?? 0) - (left.at(-1) ?? 0) >= 20, left.join());
});

test("times may be infinite", async () => {
  const forever = {
    headersTimeout: Infinity,
    bodyTimeout: Infinity,
    writeTimeout: Infinity,
    keepAliveTimeout: Infinity,
  };
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const server = await serve(
    async (exchange) => {
      const body = await exchange.readBody(10);
      asked.resolve();
      await held.promise;
      exchange.send(200, [], `${body.length}`.repeat(100_000));
    },
    { port: 0, ...forever },
  );
  const answer = fetch(server.url, { method: "POST", body: "abc" }).then((response) => response.text());
  await asked.promise;
  const closed = server.close(Infinity);
  // Longer than a timer that took it for one millisecond.
  await sleep(50);
  held.resolve();
  assert.equal((await answer).length, 100_000);
  await closed;
});
