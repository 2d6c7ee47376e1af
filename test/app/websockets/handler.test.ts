import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type BackgroundTasks,
  type Connection,
  type Depends,
  type Header,
  type Int,
  Millrace,
  type Reply,
  type ServerWebSocket,
  WebSocketDisconnect,
  WebSocketException,
} from "millrace";
import { TestClient } from "millrace/testing";

test("a handler accepts, receives and sends text, bytes and JSON", async () => {
  const app = new Millrace();
  app.websocket("/echo", async (socket: ServerWebSocket) => {
    await socket.accept();
    await socket.sendText(`${await socket.receiveText()}!`);
    await socket.sendBytes((await socket.receiveBytes()).toReversed());
    await socket.sendJson({ got: await socket.receiveJson(), on: new Date(0) });
  });
  await using client = new TestClient(app);
  await using socket = await client.websocket("/echo");
  await socket.sendText("a");
  await socket.sendBytes(new Uint8Array([1, 2]));
  await socket.sendJson([1n]);
  assert.equal(await socket.receiveText(), "a!");
  assert.deepEqual(await socket.receiveBytes(), new Uint8Array([2, 1]));
  assert.deepEqual(await socket.receiveJson(), { got: [1], on: "1970-01-01T00:00:00Z" });
  assert.deepEqual(await socket.closed, { code: 1000, reason: "" });
  await assert.rejects(socket.receive(), new WebSocketDisconnect(1000));
  await assert.rejects(socket.sendText("late"), new WebSocketDisconnect(1000));
});

test("messages are iterated until the client leaves", async () => {
  const app = new Millrace();
  const seen: unknown[] = [];
  app.websocket("/all", async (socket: ServerWebSocket) => {
    await socket.accept();
    for await (const message of socket) {
      seen.push(message);
      if (message === "text") break;
    }
    for await (const text of socket.iterText()) {
      seen.push(text.length);
      if (text === "bytes") break;
    }
    for await (const bytes of socket.iterBytes()) {
      seen.push(bytes.byteLength);
      if (bytes.byteLength === 0) break;
    }
    for await (const value of socket.iterJson()) seen.push(value);
    seen.push("end");
  });
  const client = new TestClient(app);
  const socket = await client.websocket("/all");
  for (const message of [new Uint8Array(3), "text", "bytes", new Uint8Array(), '{"a":1}', "2"])
    await socket.send(message);
  await socket.close(4000, "bye");
  await app.settled();
  assert.deepEqual(seen, [new Uint8Array(3), "text", 5, 0, { a: 1 }, 2, "end"]);
});

test("parameters come from the path, the query, headers and cookies, and through dependencies", async () => {
  const app = new Millrace();
  const tokenOf = (token: string, connection: Connection): string => `${token} ${connection.secure}`;
  app.websocket(
    "/items/{id}",
    async (
      socket: ServerWebSocket,
      id: Int,
      token: Depends<typeof tokenOf>,
      userAgent: Header<string>,
      limit: Int = 5,
    ) => {
      await socket.accept();
      await socket.sendJson([id, token, userAgent, limit]);
    },
  );
  const client = new TestClient(app);
  const socket = await client.websocket("/items/3", {
    query: { token: "t" },
    headers: { "user-agent": "test" },
  });
  assert.deepEqual(await socket.receiveJson(), [3, "t false", "test", 5]);
});

test("a WebSocket must be accepted, and only once, before messages go over it", async () => {
  const app = new Millrace();
  const errors: string[] = [];
  app.websocket("/", async (socket: ServerWebSocket) => {
    for (const wrong of [() => socket.receive(), () => socket.sendText("a"), () => socket.iterText().next()])
      errors.push(await wrong().then(String, String));
    await socket.accept();
    errors.push(await socket.accept().then(String, String));
  });
  const socket = await new TestClient(app).websocket("/");
  await socket.closed;
  const early = "Error: accept() the WebSocket before messages are received or sent";
  assert.deepEqual(errors, [early, early, early, "Error: the WebSocket was accepted or refused already"]);
});

test("the code and the reason of a close frame must be such as may be sent", async () => {
  const app = new Millrace();
  const errors: string[] = [];
  app.websocket("/", async (socket: ServerWebSocket) => {
    await socket.accept();
    for (const code of [999, 1004, 1005, 1006, 1015, 2999, 5000, 1000.5])
      errors.push(await socket.close(code).then(String, (error: Error) => error.name));
    await assert.rejects(socket.close(1000, "ż".repeat(62)), RangeError);
    assert.throws(() => new WebSocketException(1006), RangeError);
    assert.throws(() => new WebSocketException(1000, "r".repeat(124)), RangeError);
    await socket.close(1000, "r".repeat(123));
  });
  const socket = await new TestClient(app).websocket("/");
  assert.equal((await socket.closed).reason.length, 123);
  assert.deepEqual(new Set(errors), new Set(["RangeError"]));
});

test("a subprotocol is chosen by the route, or by the handler", async () => {
  const app = new Millrace();
  app.websocket("/route", { protocols: ["v1", "v2"] }, async (socket: ServerWebSocket) => socket.accept());
  app.websocket("/handler", async (socket: ServerWebSocket) => {
    assert.deepEqual(socket.protocols, ["v3", "v2"]);
    await assert.rejects(socket.accept({ protocol: "v1" }), TypeError);
    await socket.accept({ protocol: "v2" });
    assert.equal(socket.protocol, "v2");
  });
  const client = new TestClient(app);
  const spoken = async (path: string, protocols: readonly string[]): Promise<string> =>
    (await client.websocket(path, { protocols })).protocol;
  assert.equal(await spoken("/route", ["v3", "v2", "v1"]), "v2");
  assert.equal(await spoken("/route", ["v3"]), "");
  assert.equal(await spoken("/handler", ["v3", "v2"]), "v2");
});

test("the answer that opens a WebSocket has the headers of a Reply, and those that it is accepted with", async () => {
  const app = new Millrace();
  const session = (reply: Reply): void => void reply.setCookie("session", "s1").headers.set("x-a", "reply");
  app.websocket("/", { dependencies: [session] }, async (socket: ServerWebSocket) => {
    await socket.accept({ headers: { "x-a": "accept" } });
  });
  const client = new TestClient(app);
  const socket = await client.websocket("/");
  assert.equal(socket.headers.get("x-a"), "accept");
  assert.equal(client.cookies.get("session"), "s1");
});

test("a client that is disposed of leaves without a word", async () => {
  const app = new Millrace();
  const closings: unknown[] = [];
  app.websocket("/", async (socket: ServerWebSocket) => {
    await socket.accept();
    await socket.receive().catch(() => closings.push(socket.closing));
  });
  {
    await using client = new TestClient(app);
    await client.websocket("/");
  }
  await app.settled();
  assert.deepEqual(closings, [{ code: 1006, reason: "" }]);
});

test("a handler may take the request, and tasks that run when the WebSocket has ended", async () => {
  const app = new Millrace();
  const log: string[] = [];
  app.websocket("/", async (socket: ServerWebSocket, request: Request, tasks: BackgroundTasks) => {
    await socket.accept();
    tasks.add(() => void log.push("task"));
    await socket.sendText(new URL(request.url).pathname + request.headers.get("x-a"));
    for await (const _ of socket);
    log.push("end");
  });
  const client = new TestClient(app);
  const socket = await client.websocket("/", { headers: { "x-a": "b" } });
  assert.equal(await socket.receiveText(), "/b");
  await socket.close();
  await app.settled();
  assert.deepEqual(log, ["end", "task"]);
});

test("limits are those of the route, and else of the app", async () => {
  const app = new Millrace({ webSockets: { messageLimit: 4 } });
  const receive = async (socket: ServerWebSocket): Promise<void> => {
    await socket.accept();
    await socket.receive();
  };
  app.websocket("/app", receive);
  app.websocket("/route", { messageLimit: 5 }, receive);
  const client = new TestClient(app);
  const endOf = async (path: string): Promise<unknown> => {
    const socket = await client.websocket(path);
    await socket.send("12345");
    return socket.closed;
  };
  assert.deepEqual(await endOf("/app"), { code: 1009, reason: "" });
  assert.deepEqual(await endOf("/route"), { code: 1000, reason: "" });
  for (const wrong of [
    { messageLimit: 0 },
    { messageLimit: NaN },
    { pingInterval: -1 },
    { pingTimeout: Infinity },
  ])
    assert.throws(() => app.websocket("/wrong", wrong, receive), RangeError);
});
