import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { type Connection, type Depends, type Int, Millrace, type ServerWebSocket } from "millrace";
import { serve } from "millrace/node";
import { TestClient } from "millrace/testing";
import { denied } from "./clients.ts";

function chat(name: string): Millrace {
  const app = new Millrace();
  const rootOf = (connection: Connection) => connection.rootPath;
  app.websocket(
    "/rooms/{room}",
    async (socket: ServerWebSocket, room: Int, rootPath: Depends<typeof rootOf>) => {
      await socket.accept();
      await socket.sendText(`${name} ${rootPath} ${room}`);
      for await (const text of socket.iterText()) await socket.sendText(text.toUpperCase());
    },
  );
  return app;
}

test("a mounted app's WebSockets are opened below its path, in memory and over a socket", async () => {
  const app = new Millrace();
  app.mount("/a", chat("a"));
  const middle = new Millrace();
  middle.mount("/b", chat("b"));
  app.mount("/middle", middle);
  const client = new TestClient(app);
  const inner = await client.websocket("/middle/b/rooms/3");
  assert.equal(await inner.receiveText(), "b /middle/b 3");
  // A server that stops waits for all that its app is at work on.
  await inner.close();
  const server = await serve(app, { port: 0 });
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/a/rooms/7`);
  const [first] = (await once(socket, "message")) as [MessageEvent];
  assert.equal(first.data, "a /a 7");
  socket.send("hello");
  const [second] = (await once(socket, "message")) as [MessageEvent];
  assert.equal(second.data, "HELLO");
  socket.close();
  await once(socket, "close");
  await server.close();
});

test("what a mounted app refuses, and where it has no WebSocket", async () => {
  const app = new Millrace();
  app.mount("/a", chat("a"));
  const client = new TestClient(app);
  assert.equal((await denied(client.websocket("/a/rooms/x")))[0], 403);
  assert.equal((await denied(client.websocket("/a/none")))[0], 404);
});

test("the nearer one of a mount and a route of WebSockets is opened, in either order", async () => {
  for (const mountFirst of [true, false]) {
    const app = new Millrace();
    const mount = (): unknown => app.mount("/ws/a", chat("mounted"));
    if (mountFirst) mount();
    app.websocket("/ws/{rest:path}", async (socket: ServerWebSocket, rest: string) => {
      await socket.accept();
      await socket.sendText(`route ${rest}`);
    });
    if (!mountFirst) mount();
    const client = new TestClient(app);
    await using near = await client.websocket("/ws/a/rooms/1");
    assert.equal(await near.receiveText(), "mounted /ws/a 1");
    await using far = await client.websocket("/ws/b/rooms/1");
    assert.equal(await far.receiveText(), "route b/rooms/1");
  }
});
