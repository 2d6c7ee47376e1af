import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type EventStream, Millrace, type RouteOptions, StreamingResponse } from "../../../src/index.ts";
import { serve } from "../../../src/http/node/index.ts";
import { Connection, head } from "../../http/node/connection.ts";
import { eventually, overEach, TextReader } from "./served.ts";

const log: string[] = [];

async function* resource() {
  try {
    yield "r";
  } finally {
    log.push("dependency");
  }
}

const held: RouteOptions = { dependencies: [resource] };

function leaving(): Millrace {
  log.length = 0;
  const app = new Millrace({ streamGrace: 30 });
  app.get("/parked on the signal", held, async function* (signal: AbortSignal): EventStream<number> {
    try {
      yield 1;
      await sleep(60_000, undefined, { signal });
    } finally {
      log.push("generator");
    }
  });
  app.get("/always ready", held, function* (): Generator<number> {
    try {
      for (;;) yield 1;
    } finally {
      log.push("generator");
    }
  });
  app.get("/always ready, later", held, async function* (): AsyncGenerator<number> {
    try {
      for (;;) yield 1;
    } finally {
      log.push("generator");
    }
  });
  app.get("/iterator that is parked", held, (): AsyncIterable<number> => {
    let isFirst = true;
    return {
      [Symbol.asyncIterator]: () => ({
        next() {
          if (!isFirst) return new Promise<never>(() => undefined);
          isFirst = false;
          return Promise.resolve({ done: false, value: 1 });
        },
        async return() {
          log.push("generator");
          return { done: true, value: undefined };
        },
      }),
    };
  });
  app.get("/web stream that is parked", held, () => {
    const cancel = (): void => void log.push("generator");
    const start = (controller: ReadableStreamDefaultController): void => controller.enqueue("1");
    return new StreamingResponse(new ReadableStream<string>({ start, cancel }));
  });
  app.get("/Node.js stream that is parked", held, () => {
    const readable = new Readable({ read: () => undefined });
    readable.push("1");
    readable.once("close", () => log.push("generator"));
    return new StreamingResponse(readable);
  });
  app.get("/response of the web", held, () => {
    const cancel = (): void => void log.push("generator");
    const start = (controller: ReadableStreamDefaultController): void =>
      controller.enqueue(new TextEncoder().encode("1"));
    return new Response(new ReadableStream({ start, cancel }));
  });
  return app;
}

overEach(
  "a client that leaves ends whatever it was sent, and then its dependencies",
  leaving,
  async ({ fetch, errors }) => {
    for (const path of [
      "/parked on the signal",
      "/always ready",
      "/always ready, later",
      "/iterator that is parked",
      "/web stream that is parked",
      "/Node.js stream that is parked",
      "/response of the web",
    ]) {
      const leave = new AbortController();
      const reader = new TextReader(await fetch(encodeURI(path), { signal: leave.signal }));
      await reader.until(/1/);
      leave.abort();
      await eventually(`clean-up of ${path}`, () => log.length === 2);
      assert.deepEqual(log.splice(0), ["generator", "dependency"], path);
    }
    assert.deepEqual(errors, []);
  },
);

overEach(
  "a client that leaves before the first item ends the handler, too",
  () => {
    log.length = 0;
    const app = new Millrace();
    app.get("/", held, async function* (signal: AbortSignal): EventStream<number> {
      log.push("begun");
      try {
        await sleep(60_000, undefined, { signal });
        yield 1;
      } finally {
        log.push("generator");
      }
    });
    return app;
  },
  async ({ fetch, errors }) => {
    const leave = new AbortController();
    const response = fetch("/", { signal: leave.signal });
    response.catch(() => undefined);
    await eventually("the handler has begun", () => log.length === 1);
    leave.abort();
    await eventually("clean-up", () => log.length === 3);
    assert.deepEqual(log, ["begun", "generator", "dependency"]);
    assert.deepEqual(errors, []);
  },
);

overEach(
  "a handler that goes on for ever when its client has left does not keep its dependencies for ever, and is told of",
  () => {
    log.length = 0;
    const app = new Millrace({ streamGrace: 30 });
    app.get("/", held, async function* (): AsyncGenerator<number> {
      yield 1;
      await new Promise(() => undefined);
    });
    return app;
  },
  async ({ fetch, errors }) => {
    const leave = new AbortController();
    const reader = new TextReader(await fetch("/", { signal: leave.signal }));
    await reader.until(/1/);
    leave.abort();
    await eventually("clean-up", () => log.length === 1 && errors.length === 1);
    assert.deepEqual(log, ["dependency"]);
    assert.match(String(errors[0]), /^StrandedError: .* 30 ms .*signal/);
  },
);

overEach(
  "a client that reads nothing and leaves ends the stream, although that waited for it to read",
  () => {
    log.length = 0;
    const app = new Millrace();
    app.get("/", held, async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (let i = 0; ; i++) {
          app.state["pulled"] = i;
          yield new Uint8Array(64 * 1024);
        }
      } finally {
        log.push(`generator`);
      }
    });
    app.get("/pulled", () => app.state["pulled"]);
    return app;
  },
  async ({ fetch }) => {
    const leave = new AbortController();
    const response = await fetch("/", { signal: leave.signal });
    const pulled = async (): Promise<unknown> => (await fetch("/pulled")).json();
    for (let last: unknown = -1, now = await pulled(); now !== last;) {
      last = now;
      await sleep(50);
      now = await pulled();
    }
    assert.ok(Number(await pulled()) * 64 < 16 * 1024, "a bounded number of bytes was pulled");
    assert.deepEqual(log, []);
    leave.abort();
    await eventually("clean-up", () => log.length === 2);
    assert.deepEqual(log, ["generator", "dependency"]);
    await assert.rejects(response.text());
  },
);

test("a client that has vanished behind a stalled connection is given up in the end", async (t) => {
  const app = leaving();
  const server = await serve(app, { port: 0, grace: 0, writeTimeout: 100 });
  t.after(() => server.close());
  const client = new Connection(server);
  client.socket.pause();
  client.say(head("GET", encodeURI("/always ready")));
  await eventually("clean-up", () => log.length === 2);
  assert.deepEqual(log, ["generator", "dependency"]);
  client.leave();
});

overEach(
  "a stream that ends, ends its dependencies after the last byte",
  () => {
    log.length = 0;
    const app = new Millrace();
    app.get("/", held, async function* (): AsyncGenerator<string> {
      try {
        yield "a";
        yield "b";
      } finally {
        await sleep(5);
        log.push("generator");
      }
    });
    return app;
  },
  async ({ fetch }) => {
    assert.equal(await (await fetch("/")).text(), "ab");
    await eventually("clean-up", () => log.length === 2);
    assert.deepEqual(log, ["generator", "dependency"]);
  },
);
