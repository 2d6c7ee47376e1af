import assert from "node:assert/strict";
import { once } from "node:events";
import { test, type TestContext } from "node:test";
import { type Depends, HTTPException, type Int, Millrace, type ServerWebSocket } from "millrace";
import { serve, type Server } from "millrace/node";
import { WebSocket } from "ws";
import { Connection, head } from "../../http/node/connection.ts";

/** Serves an app for one test. */
async function served(t: TestContext, app: Millrace): Promise<{ server: Server; url: string }> {
  const server = await serve(app, { port: 0 });
  t.after(() => server.close(0));
  return { server, url: server.url.replace("http", "ws") };
}

/** A dependency that tells when it is cleaned up. */
function watched(): { readonly log: string[]; readonly app: Millrace } {
  const log: string[] = [];
  async function* db() {
    try {
      yield "db";
    } finally {
      log.push("closed");
    }
  }
  const app = new Millrace({ dependencies: [db] });
  return { log, app };
}

test("the platform's own client talks to a handler of messages", async (t) => {
  const app = new Millrace();
  app.websocket(
    "/double",
    { protocols: ["numbers"] },
    async function* (incoming: AsyncIterable<Int>): AsyncGenerator<Int> {
      for await (const number of incoming) yield number * 2;
    },
  );
  const { url } = await served(t, app);
  const socket = new globalThis.WebSocket(`${url}/double`, ["numbers"]);
  const answers: unknown[] = [];
  socket.addEventListener("message", ({ data }) => {
    answers.push(JSON.parse(data));
    if (answers.length === 3) socket.send('"x"');
  });
  socket.addEventListener("open", () => {
    for (const number of [1, 2, 3]) socket.send(String(number));
  });
  const closed = await new Promise<CloseEvent>((resolve) => socket.addEventListener("close", resolve));
  assert.deepEqual(answers, [2, 4, 6]);
  assert.equal(socket.protocol, "numbers");
  assert.equal(closed.code, 1007);
  assert.match(closed.reason, /^Input should be a valid integer/);
});

test("a refusal is an answer with status, headers and body", async (t) => {
  const app = new Millrace();
  app.websocket("/{id}", (id: Int) => {
    throw new HTTPException(401, `not ${id}`, { headers: { "www-authenticate": "Bearer" } });
  });
  const { url } = await served(t, app);
  const answerTo = async (path: string): Promise<readonly [number | undefined, string]> => {
    const socket = new WebSocket(url + path);
    const [, response] = await once(socket, "unexpected-response");
    return [response.statusCode, String(await once(response, "data"))];
  };
  assert.deepEqual(await answerTo("/1"), [401, '{"detail":"not 1"}']);
  assert.equal((await answerTo("/x"))[0], 403);
});

test("a path of WebSockets alone says so to other requests", async (t) => {
  const app = new Millrace();
  app.websocket("/ws", (socket: ServerWebSocket) => socket.accept());
  const { server } = await served(t, app);
  const client = new Connection(server).say(head("GET", "/ws"));
  const answer = await client.hears(/\r\n\r\n[^]+$/);
  assert.match(answer.input, /^HTTP\/1\.1 426 Upgrade Required\r\n/);
  assert.match(answer.input, /upgrade: websocket\r\n/i);
  assert.match(answer.input, /connection: upgrade\r\n/i);
  client.leave();
});

test("a server that stops ends every handler, and its dependencies are cleaned up", async (t) => {
  const { app, log } = watched();
  app.websocket("/receiving", async (socket: ServerWebSocket) => {
    await socket.accept();
    await socket.receive().catch((error: unknown) => log.push(String(error)));
  });
  app.websocket("/waiting", async function* (signal: AbortSignal): AsyncGenerator<string> {
    yield "ready";
    await once(signal, "abort");
  });
  const { server, url } = await served(t, app);
  const receiving = new WebSocket(`${url}/receiving`);
  const waiting = new WebSocket(`${url}/waiting`);
  await Promise.all([once(receiving, "open"), once(waiting, "message")]);
  const codes = Promise.all([once(receiving, "close"), once(waiting, "close")]);
  await server.close(5000);
  await app.settled();
  assert.deepEqual(
    (await codes).map(([code]) => code),
    [1012, 1012],
  );
  assert.deepEqual(log.toSorted(), [
    "WebSocketDisconnect: the WebSocket has ended with 1012",
    "closed",
    "closed",
  ]);
});

test("a client that breaks off ends the handler, which is told 1006", async (t) => {
  const { app, log } = watched();
  const opened = Promise.withResolvers<void>();
  app.websocket("/", async (socket: ServerWebSocket, signal: AbortSignal) => {
    await socket.accept();
    opened.resolve();
    await once(signal, "abort");
    log.push(`${socket.closing?.code}`);
    await socket.sendText("late");
  });
  const { url } = await served(t, app);
  const client = new WebSocket(url);
  await Promise.all([opened.promise, once(client, "open")]);
  client.terminate();
  await app.settled();
  assert.deepEqual(log, ["1006", "closed"]);
});

test("a client that does not read makes the handler wait, until it leaves", async (t) => {
  const { app, log } = watched();
  let sent = 0;
  const opened = Promise.withResolvers<ServerWebSocket>();
  app.websocket("/", async (socket: ServerWebSocket) => {
    await socket.accept();
    opened.resolve(socket);
    for (; ; sent++) await socket.sendBytes(new Uint8Array(64 * 1024));
  });
  const { url } = await served(t, app);
  const client = new WebSocket(url, { perMessageDeflate: false });
  await Promise.all([opened.promise, once(client, "open")]);
  client.pause();
  let before = -1;
  // The buffers of both ends fill up, and then nothing moves.
  while (before < sent) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(sent < 1000, `${sent} messages`);
  client.terminate();
  await app.settled();
  assert.deepEqual(log, ["closed"]);
});

test("what a client says to a handler that does not listen is dropped, and its leaving is seen", async (t) => {
  const { app, log } = watched();
  app.websocket("/", async function* (signal: AbortSignal): AsyncGenerator<string> {
    yield "ready";
    await once(signal, "abort");
  });
  const { url } = await served(t, app);
  const client = new WebSocket(url, { perMessageDeflate: false });
  await once(client, "message");
  for (let i = 0; i < 5000; i++) client.send("m".repeat(1000));
  client.close();
  await app.settled();
  assert.deepEqual(log, ["closed"]);
});

test("a hundred WebSockets that come and go leave nothing behind", async (t) => {
  const { app, log } = watched();
  app.websocket(
    "/{id}",
    async function* (
      id: Int,
      incoming: AsyncIterable<string>,
      _tick: Depends<typeof tick>,
    ): AsyncGenerator<string> {
      for await (const text of incoming) yield `${id} ${text}`;
    },
  );
  const { url } = await served(t, app);
  await Promise.all(
    Array.from({ length: 100 }, async (_, id) => {
      const client = new WebSocket(`${url}/${id}`);
      await once(client, "open");
      client.send("hello");
      const [data] = await once(client, "message");
      assert.equal(String(data), `${id} hello`);
      if (id % 3 === 0) client.terminate();
      else client.close();
      await once(client, "close");
    }),
  );
  await app.settled();
  assert.equal(log.length, 100);
});

async function* tick(): AsyncGenerator<number> {
  yield 1;
}
