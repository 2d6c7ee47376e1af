import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import {
  type Depends,
  type EventStream,
  type Field,
  HTTPException,
  type Int,
  Millrace,
  type ServerWebSocket,
  WebSocketException,
} from "millrace";
import { TestClient } from "millrace/testing";
import { denied, reporting } from "./clients.ts";

interface Say {
  kind: "say";
  text: Field<string, { minLength: 1 }>;
  at?: Date;
}

interface Leave {
  kind: "leave";
}

interface Said {
  from: string;
  text: string;
}

test("messages are read as their type, and what is yielded is written as its own", async () => {
  const app = new Millrace();
  app.websocket(
    "/chat/{name}",
    async function* (incoming: AsyncIterable<Say | Leave>, name: string): AsyncGenerator<Said> {
      for await (const message of incoming) {
        if (message.kind === "leave") return;
        const said = {
          from: name,
          text: `${message.text} ${message.at?.getUTCFullYear()}`,
          secret: "dropped",
        };
        yield said;
      }
    },
  );
  await using client = new TestClient(app);
  await using socket = await client.websocket("/chat/ada");
  await socket.sendJson({ kind: "say", text: "hello", at: "2026-01-02T03:04:05Z" });
  assert.deepEqual(await socket.receiveJson(), { from: "ada", text: "hello 2026" });
  await socket.send(new TextEncoder().encode('{"kind":"leave"}'));
  assert.deepEqual(await socket.closed, { code: 1000, reason: "" });
});

test("a message that is not of the type closes with 1007 and tells why", async () => {
  const app = new Millrace();
  const seen: unknown[] = [];
  app.websocket("/", async (incoming: AsyncIterable<Say | Leave>) => {
    try {
      for await (const message of incoming) seen.push(message.kind);
    } catch (error) {
      seen.push(error instanceof WebSocketException && error.code);
      throw error;
    }
  });
  const { client, reported } = reporting(app);
  const endFor = async (message: string): Promise<unknown> => {
    const socket = await client.websocket("/");
    await socket.send('{"kind":"leave"}');
    await socket.send(message);
    return socket.closed;
  };
  assert.deepEqual(await endFor('{"kind":"say","text":""}'), {
    code: 1007,
    reason: "say.text: String should have at least 1 character",
  });
  assert.deepEqual(await endFor('{"kind":"say","at":"now"}'), {
    code: 1007,
    reason: "say.text: Field required (and 1 more)",
  });
  assert.deepEqual(await endFor("leave"), {
    code: 1007,
    reason: "the message is no JSON: Expecting value (at 0)",
  });
  assert.deepEqual(seen, ["leave", 1007, "leave", 1007, "leave", 1007]);
  assert.deepEqual(reported, []);
});

test("a yielded message that is not of its type is the server's error: 1011", async () => {
  const app = new Millrace();
  const log: string[] = [];
  app.websocket("/", async function* (): AsyncGenerator<Said> {
    try {
      yield { from: "a", text: "b" };
      yield { from: "a" } as Said;
    } catch (error) {
      log.push((error as Error).name);
      throw error;
    } finally {
      log.push("finally");
    }
  });
  const { client, reported } = reporting(app);
  const socket = await client.websocket("/");
  assert.deepEqual(await socket.receiveJson(), { from: "a", text: "b" });
  assert.deepEqual(await socket.closed, { code: 1011, reason: "" });
  assert.match(
    String(reported[0]),
    /^ResponseValidationError: the result of WS \/ .*\n.*response\.text: Field required/,
  );
  assert.deepEqual(log, ["ResponseValidationError", "finally"]);
});

test("text and bytes are messages as they are", async () => {
  const app = new Millrace();
  app.websocket(
    "/text",
    async function* (incoming: AsyncIterable<"ping" | `echo ${string}`>): AsyncGenerator<string> {
      for await (const text of incoming) yield text === "ping" ? "pong" : text.slice(5);
    },
  );
  app.websocket("/bytes", async function* (incoming: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const bytes of incoming) yield bytes.toReversed();
  });
  app.websocket("/mixed", async function* (incoming: AsyncIterable<Uint8Array | Leave>): AsyncGenerator<
    Uint8Array | Said
  > {
    for await (const message of incoming)
      yield message instanceof Uint8Array ? message : { from: "server", text: message.kind };
  });
  app.websocket("/number", async function* (incoming: AsyncIterable<bigint>): AsyncGenerator<bigint> {
    for await (const number of incoming) yield number + 1n;
  });
  const client = new TestClient(app);
  const text = await client.websocket("/text");
  await text.send("ping");
  await text.send("echo ");
  assert.deepEqual([await text.receive(), await text.receive()], ["pong", ""]);
  await text.send("pong");
  assert.equal((await text.closed).code, 1007);

  const bytes = await client.websocket("/bytes");
  await bytes.send(new Uint8Array([1, 2]));
  assert.deepEqual(await bytes.receive(), new Uint8Array([2, 1]));
  await bytes.send("text");
  assert.deepEqual(await bytes.closed, { code: 1003, reason: "bytes were expected, not text" });

  const mixed = await client.websocket("/mixed");
  await mixed.send(new Uint8Array([7]));
  await mixed.send('{"kind":"leave"}');
  assert.deepEqual(await mixed.receive(), new Uint8Array([7]));
  assert.deepEqual(await mixed.receiveJson(), { from: "server", text: "leave" });

  const number = await client.websocket("/number");
  await number.send("9007199254740993");
  assert.equal(await number.receive(), "9007199254740994");
});

test("what is inferred is sent as it is, and a synchronous generator is streamed as well", async () => {
  const app = new Millrace();
  app.websocket("/", function* () {
    yield { a: 1 };
    yield { a: 2 };
  });
  const socket = await new TestClient(app).websocket("/");
  const values = [];
  for await (const value of socket.iterJson()) values.push(value);
  assert.deepEqual(values, [{ a: 1 }, { a: 2 }]);
});

test("a handler of messages is accepted before it runs, so that only its dependencies can refuse", async () => {
  const app = new Millrace();
  const member = (user?: string): string => {
    if (!user) throw new HTTPException(403, "members only");
    return user;
  };
  app.websocket(
    "/",
    async function* (_member: Depends<typeof member>, signal: AbortSignal): AsyncGenerator<string> {
      await once(signal, "abort");
    },
  );
  const client = new TestClient(app);
  assert.deepEqual(await denied(client.websocket("/")), [403, { detail: "members only" }]);
  const socket = await client.websocket("/?user=ada");
  await socket.close();
  await app.settled();
});

test("a handler that takes its WebSocket beside messages accepts it itself, or with the first of them", async () => {
  const app = new Millrace();
  app.websocket(
    "/self",
    async function* (socket: ServerWebSocket, incoming: AsyncIterable<Int>): AsyncGenerator<Int> {
      await socket.accept({ protocol: "b" });
      for await (const number of incoming) yield number * 2;
    },
  );
  app.websocket("/first", async function* (socket: ServerWebSocket): AsyncGenerator<boolean> {
    yield socket.accepted;
    yield socket.accepted;
  });
  app.websocket("/refused", async function* (socket: ServerWebSocket): AsyncGenerator<boolean> {
    if (!socket.accepted) throw new HTTPException(404);
    yield true;
  });
  const client = new TestClient(app);
  const socket = await client.websocket("/self", { protocols: ["a", "b"] });
  assert.equal(socket.protocol, "b");
  await socket.sendJson(4);
  assert.equal(await socket.receiveJson(), 8);
  const first = await client.websocket("/first");
  assert.deepEqual([await first.receiveJson(), await first.receiveJson()], [false, true]);
  assert.deepEqual(await denied(client.websocket("/refused")), [404, { detail: "Not Found" }]);
});

test("a client that leaves lets the generator go, wherever it stands", async () => {
  const app = new Millrace();
  const log: string[] = [];
  app.websocket(
    "/{where}",
    async function* (
      where: string,
      incoming: AsyncIterable<string>,
      signal: AbortSignal,
    ): AsyncGenerator<string> {
      try {
        yield "ready";
        if (where === "signal") await once(signal, "abort");
        if (where === "incoming") for await (const _ of incoming);
        if (where === "yield") for (;;) yield "m".repeat(10_000);
        log.push(`${where} went on`);
      } finally {
        log.push(`${where} finally`);
      }
    },
  );
  const { client, reported } = reporting(app);
  for (const where of ["signal", "incoming", "yield"]) {
    const socket = await client.websocket(`/${where}`);
    await socket.receive();
    await socket.close();
    await app.settled();
  }
  assert.deepEqual(log, [
    "signal went on",
    "signal finally",
    "incoming went on",
    "incoming finally",
    "yield finally",
  ]);
  assert.deepEqual(reported, []);
});

test("a generator that does not end with its WebSocket is told of", async () => {
  const app = new Millrace({ streamGrace: 10 });
  const log: string[] = [];
  async function* db() {
    yield;
    log.push("closed");
  }
  app.websocket("/", async function* (_db: Depends<typeof db>): AsyncGenerator<string> {
    yield "ready";
    await new Promise(() => undefined);
  });
  const { client, reported } = reporting(app);
  const socket = await client.websocket("/");
  await socket.receive();
  await socket.close();
  await app.settled();
  assert.match(String(reported[0]), /StrandedError/);
  assert.equal(reported.length, 1);
});

test("server-sent events are no messages", () => {
  const app = new Millrace();
  assert.throws(
    () =>
      app.websocket("/", async function* (): EventStream<Said> {
        yield { from: "a", text: "b" };
      }),
    /MR102: the handler of WS \/ gives server-sent events/,
  );
});
