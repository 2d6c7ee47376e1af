import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, type Depends, type ServerWebSocket, stateKey } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";
import { observed } from "./observed.ts";

interface User {
  name: string;
}

const currentUser = stateKey<User>("user");

test("values are handed on to handlers and dependencies, with their types", async () => {
  const { app, ask, reported } = observed();
  app.use(
    (request, next) => {
      const name = request.cookie("name");
      if (name !== undefined) request.state.set(currentUser, { name });
      // @ts-expect-error: the name of a user is text
      void (() => request.state.set(currentUser, { name: 1 }));
      return next();
    },
    (request, next) => {
      assert.equal(request.state.has(currentUser), request.header("Cookie") !== undefined);
      return next();
    },
  );
  app.get("/", (user: Depends<typeof currentUser>) => user.name);
  assert.equal(await (await ask("/", { headers: { cookie: "name=Ann" } })).json(), "Ann");
  assert.equal((await ask("/")).status, 500);
  assert.match(String(reported[0]), /nothing has set "user"/);
});

test("the inside sees a changed request", async () => {
  const { app, ask } = observed();
  app.post("/v2", async (request: Request, connection: Connection) => ({
    body: await request.text(),
    url: request.url,
    address: connection.remoteAddress,
    secure: connection.secure,
    length: request.headers.get("content-length"),
    agent: request.headers.get("user-agent"),
    added: request.headers.get("x-added"),
  }));
  app.use((request, next) =>
    next({
      method: "POST",
      target: request.target.replace("v1", "v2"),
      headers: { "user-agent": null, "x-added": "yes" },
      body: new Blob(["changed"]).stream(),
      remoteAddress: "192.0.2.1",
      secure: true,
    }),
  );
  const response = await ask("/v1?q=1", { method: "PUT", body: "as it came" });
  assert.deepEqual(await response.json(), {
    body: "changed",
    url: "https://test/v2?q=1",
    address: "192.0.2.1",
    secure: true,
    length: null,
    agent: null,
    added: "yes",
  });
});

test("a body that middleware has read whole is there for the handler, within the limit of the route", async () => {
  const { app, ask } = observed();
  const read: string[] = [];
  app.post("/", (item: { n: number }) => item.n);
  app.post("/small", { bodyLimit: 4 }, (item: { n: number }) => item.n);
  app.use(async (request, next) => {
    const bytes = await request.bytes();
    read.push(new TextDecoder().decode(bytes));
    return request.query("given") === undefined ? next() : next({ body: bytes });
  });
  const headers = { "content-type": "application/json" };
  const json = { method: "POST", body: '{"n":3}', headers };
  assert.equal(await (await ask("/", json)).text(), "3");
  assert.deepEqual(read, ['{"n":3}']);
  assert.equal((await ask("/small", json)).status, 413);
  assert.equal((await ask("/small?given", json)).status, 413);
});

test("a WebSocket gets what was handed on; what middleware throws after it has opened is reported", async () => {
  const { app, reported } = observed();
  app.use(async (request, next) => {
    request.state.set(currentUser, { name: "Ann" });
    const response = await next();
    assert.deepEqual([request.isWebSocket, response.status], [true, 101]);
    throw new Error("late");
  });
  app.websocket("/", async (socket: ServerWebSocket, user: Depends<typeof currentUser>) => {
    await socket.accept();
    await socket.sendText(user.name);
    await socket.receive();
  });
  const client = new TestClient({ handle: (exchange) => app.handle(exchange) });
  const socket = await client.websocket("/");
  assert.equal(await socket.receiveText(), "Ann");
  await socket.close();
  await app.settled();
  assert.deepEqual(reported.map(String), ["Error: late"]);
});

test("who waits on the signal of a client that has left is no failure", async () => {
  const { app, reported } = observed();
  const waiting = Promise.withResolvers<void>();
  app.use(async ({ signal }, next) => {
    waiting.resolve();
    await sleep(60_000, undefined, { signal });
    return next();
  });
  const leaving = new AbortController();
  void app.fetch(new Request("http://test/", { signal: leaving.signal }));
  await waiting.promise;
  leaving.abort();
  await app.settled();
  assert.deepEqual(reported, []);
});
