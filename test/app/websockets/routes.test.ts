import assert from "node:assert/strict";
import { test } from "node:test";
import { type Depends, type Field, JSONResponse, Millrace, Router, type ServerWebSocket } from "millrace";
import { TestClient } from "millrace/testing";
import { denied } from "./clients.ts";

test("routers give WebSockets their prefix and dependencies, and may be included twice", async () => {
  const app = new Millrace();
  const log: string[] = [];
  const inner = new Router({ prefix: "/rooms", dependencies: [() => void log.push("inner")] });
  inner.websocket("/{room}", async (socket: ServerWebSocket, room: string) => {
    await socket.accept();
    await socket.sendText(room);
  });
  const first = new Router({ dependencies: [() => void log.push("first")] });
  app.includeRouter(first.includeRouter(inner), { prefix: "/v1" });
  app.includeRouter(inner, { prefix: "/v2" });
  const client = new TestClient(app);
  assert.equal(await (await client.websocket("/v1/rooms/a")).receiveText(), "a");
  assert.equal(await (await client.websocket("/v2/rooms/b%2Fc")).receiveText(), "b/c");
  assert.deepEqual(log, ["first", "inner", "inner"]);
  assert.deepEqual(
    app.routes.map(({ methods, path }) => [...methods, path]),
    [
      ["WS", "/v1/rooms/{room}"],
      ["WS", "/v2/rooms/{room}"],
    ],
  );
});

test("a mounted app has WebSockets of its own", async () => {
  const inner = new Millrace();
  inner.websocket("/ws", async (socket: ServerWebSocket) => {
    await socket.accept();
    await socket.sendText("inner");
  });
  const app = new Millrace();
  app.mount("/sub", inner);
  assert.equal(await (await new TestClient(app).websocket("/sub/ws")).receiveText(), "inner");
});

test("middleware stands around WebSockets, and may refuse them", async () => {
  const app = new Millrace();
  const log: number[] = [];
  app.use(async (request, next) => {
    if (request.query("no")) return new JSONResponse("no", { status: 418 });
    const response = await next();
    log.push(response.status);
    return response;
  });
  app.websocket("/", async (socket: ServerWebSocket) => {
    await socket.accept();
    await socket.sendText("in");
    await socket.receive();
  });
  const client = new TestClient(app);
  const socket = await client.websocket("/");
  assert.equal(await socket.receiveText(), "in");
  await socket.close();
  assert.deepEqual(await denied(client.websocket("/?no=1")), [418, "no"]);
  await app.settled();
  assert.deepEqual(log, [101]);
});

test("the same path answers HTTP and WebSockets; one of WebSockets alone answers HTTP with 426", async () => {
  const app = new Millrace();
  app.get("/both", () => "http");
  app.websocket("/both", async (socket: ServerWebSocket) => {
    await socket.accept();
    await socket.sendText("websocket");
  });
  app.websocket("/alone", async (socket: ServerWebSocket) => socket.accept());
  const client = new TestClient(app);
  assert.equal(await (await client.websocket("/both")).receiveText(), "websocket");
  assert.equal(await (await client.get("/both")).json(), "http");
  const response = await client.get("/alone");
  assert.deepEqual(
    [response.status, response.headers.get("upgrade"), response.headers.get("sec-websocket-version")],
    [426, "websocket", "13"],
  );
  assert.deepEqual(await denied(client.websocket("/none")), [404, { detail: "Not Found" }]);
});

test("a route that asks for no WebSocket answers an upgrade as any request", async () => {
  const app = new Millrace();
  app.get("/", () => "http");
  assert.deepEqual(await denied(new TestClient(app).websocket("/")), [200, "http"]);
});

test("two routes of WebSockets at one path are told of, as are paths and parameters that do not fit", () => {
  const app = new Millrace();
  const handler = async (socket: ServerWebSocket): Promise<void> => socket.accept();
  app.websocket("/a/{x}", async (socket: ServerWebSocket, x: string) => void [await socket.accept(), x]);
  const wrong = {
    MR108: () =>
      app.websocket("/a/{y}", async (socket: ServerWebSocket, y: string) => void [await socket.accept(), y]),
    MR112: () => app.websocket("/{", handler),
    MR106: () => app.websocket("/b/{id}", handler),
  };
  for (const [code, register] of Object.entries(wrong))
    assert.throws(register, new RegExp(`^DiagnosticError: ${code}: .*WS /`));
  assert.throws(
    () => app.websocket("/c", (item: { a: Field<string, { minLength: 1 }> }) => void item),
    /MR111: .*cannot come from the body[^]*a WebSocket has no body/,
  );
  assert.throws(
    () => app.get("/d", (socket: ServerWebSocket) => void socket),
    /MR111: .*cannot come from the websocket[^]*only the handlers of `websocket/,
  );
  assert.throws(
    () => app.websocket("/e", async (socket: ServerWebSocket): Promise<string> => socket.receiveText()),
    /MR102: the handler of WS \/e gives a value, which no WebSocket can carry/,
  );
  assert.throws(() => app.websocket("/f", undefined as never), TypeError);
});

test("overrides hold for WebSockets, too", async () => {
  const app = new Millrace();
  const user = (): string => "real";
  app.websocket("/", async (socket: ServerWebSocket, name: Depends<typeof user>) => {
    await socket.accept();
    await socket.sendText(name);
  });
  app.dependencyOverrides.set(user, () => "fake");
  const client = new TestClient(app);
  assert.equal(await (await client.websocket("/")).receiveText(), "fake");
  app.dependencyOverrides.clear();
  assert.equal(await (await client.websocket("/")).receiveText(), "real");
});
