import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Depends,
  HTTPException,
  type Int,
  JSONResponse,
  Millrace,
  type ServerWebSocket,
  WebSocketException,
  WebSocketRequestValidationError,
} from "millrace";
import { TestClient, WebSocketDenied } from "millrace/testing";
import { denied, reporting } from "./clients.ts";

test("what cannot be read from the request refuses with 403 and every issue, before the handler is called", async () => {
  const app = new Millrace();
  app.websocket("/items/{id}", (_socket: ServerWebSocket, id: Int, limit: Int) => {
    assert.fail(`${id} ${limit}`);
  });
  const client = new TestClient(app);
  const [status, body] = await denied(client.websocket("/items/a"));
  assert.equal(status, 403);
  assert.deepEqual(body, {
    detail: [
      {
        type: "int_parsing",
        loc: ["path", "id"],
        msg: "Input should be a valid integer, unable to parse string as an integer",
        input: "a",
      },
      { type: "missing", loc: ["query", "limit"], msg: "Field required", input: null },
    ],
  });
});

test("an HTTPException before the WebSocket is accepted is answered as over HTTP", async () => {
  const app = new Millrace();
  const user = (): never => {
    throw new HTTPException(401, "who?", { headers: { "www-authenticate": "Bearer" } });
  };
  app.websocket("/", (_socket: ServerWebSocket, _user: Depends<typeof user>) => undefined);
  const error = await new TestClient(app).websocket("/").catch((thrown: unknown) => thrown);
  assert.ok(error instanceof WebSocketDenied);
  assert.equal(error.response.headers.get("www-authenticate"), "Bearer");
  assert.deepEqual([error.response.status, await error.response.json()], [401, { detail: "who?" }]);
});

test("a WebSocketException, and closing, before the WebSocket is accepted refuse it with 403", async () => {
  const app = new Millrace();
  app.websocket("/thrown", () => {
    throw new WebSocketException(1008, "not you");
  });
  app.websocket("/closed", async (socket: ServerWebSocket) => {
    await socket.close(1008);
    await assert.rejects(socket.accept());
  });
  const client = new TestClient(app);
  assert.deepEqual(await denied(client.websocket("/thrown")), [403, { detail: "not you" }]);
  assert.deepEqual(await denied(client.websocket("/closed")), [403, { detail: "Forbidden" }]);
});

test("a response in place of a WebSocket refuses it", async () => {
  const app = new Millrace();
  app.websocket("/ours", () => new JSONResponse({ later: true }, { status: 503 }));
  app.websocket("/theirs", async () => Response.json("no", { status: 402 }));
  const client = new TestClient(app);
  assert.deepEqual(await denied(client.websocket("/ours")), [503, { later: true }]);
  assert.deepEqual(await denied(client.websocket("/theirs")), [402, "no"]);
});

test("exception handlers answer what is thrown before the WebSocket is accepted", async () => {
  class Closed extends Error {}
  const app = new Millrace();
  app.exceptionHandler(Closed, () => new JSONResponse("closed", { status: 410 }));
  app.websocket("/", () => {
    throw new Closed();
  });
  assert.deepEqual(await denied(new TestClient(app).websocket("/")), [410, "closed"]);
});

test("exceptions after that close the WebSocket with a code", async () => {
  const app = new Millrace();
  const codes = {
    "/own": new WebSocketException(4321, "mine"),
    "/client": new HTTPException(404, "no such room"),
    "/detail": new HTTPException(422, { long: true }),
    "/server": new HTTPException(503),
    "/long": new HTTPException(400, "ż".repeat(100)),
  };
  for (const [path, error] of Object.entries(codes)) {
    app.websocket(path, async (socket: ServerWebSocket) => {
      await socket.accept();
      throw error;
    });
  }
  const { client, reported } = reporting(app);
  const ends = [];
  for (const path of Object.keys(codes)) ends.push(await (await client.websocket(path)).closed);
  assert.deepEqual(ends, [
    { code: 4321, reason: "mine" },
    { code: 1008, reason: "no such room" },
    { code: 1008, reason: "422 Unprocessable Content" },
    { code: 1011, reason: "Service Unavailable" },
    { code: 1008, reason: `${"ż".repeat(60)}…` },
  ]);
  assert.deepEqual(reported, []);
});

test("an unexpected error is reported, and closes with 1011 or is answered 500", async () => {
  const app = new Millrace();
  app.websocket("/open", async (socket: ServerWebSocket) => {
    await socket.accept();
    throw new Error("after");
  });
  app.websocket("/before", () => {
    throw new Error("before");
  });
  const { client, reported } = reporting(app);
  assert.deepEqual(await (await client.websocket("/open")).closed, { code: 1011, reason: "" });
  const error = await client.websocket("/before").catch((thrown: unknown) => thrown);
  assert.ok(error instanceof WebSocketDenied);
  assert.equal(error.response.status, 500);
  assert.deepEqual(reported.map(String), ["Error: after", "Error: before"]);
});

test("the test client throws the server's errors", async () => {
  const app = new Millrace();
  app.websocket("/open", async (socket: ServerWebSocket) => {
    await socket.accept();
    throw new Error("after");
  });
  app.websocket("/before", () => {
    throw new Error("before");
  });
  const client = new TestClient(app);
  await assert.rejects(client.websocket("/before"), { message: "before" });
  await assert.rejects((await client.websocket("/open")).receive(), { message: "after" });
});

test("a handler that neither accepts nor refuses is an error", async () => {
  const app = new Millrace();
  app.websocket("/ws", (_socket: ServerWebSocket) => undefined);
  await assert.rejects(new TestClient(app).websocket("/ws"), {
    message:
      /the handler of WS \/ws \(.*errors\.test\.ts:\d+\) has neither accepted its WebSocket nor refused it/,
  });
});

test("messages of the wrong kind close with 1003, and what is no JSON with 1007", async () => {
  const app = new Millrace();
  app.websocket("/{kind}", async (socket: ServerWebSocket, kind: string) => {
    await socket.accept();
    if (kind === "text") await socket.receiveText();
    else if (kind === "bytes") await socket.receiveBytes();
    else await socket.receiveJson();
  });
  const client = new TestClient(app);
  const endOf = async (path: string, message: string | Uint8Array): Promise<unknown> => {
    const socket = await client.websocket(path);
    await socket.send(message);
    return socket.closed;
  };
  assert.deepEqual(await endOf("/text", new Uint8Array()), {
    code: 1003,
    reason: "text was expected, not bytes",
  });
  assert.deepEqual(await endOf("/bytes", "a"), { code: 1003, reason: "bytes were expected, not text" });
  assert.deepEqual(await endOf("/json", "{"), {
    code: 1007,
    reason: "the message is no JSON: Expecting property name enclosed in double quotes (at 1)",
  });
});

test("dependencies are cleaned up when the WebSocket ends, and see the error", async () => {
  const app = new Millrace();
  const log: string[] = [];
  async function* db() {
    log.push("open");
    try {
      yield "db";
    } catch (error) {
      log.push(String(error));
      throw error;
    } finally {
      log.push("closed");
    }
  }
  app.websocket("/", async (socket: ServerWebSocket, _db: Depends<typeof db>, signal: AbortSignal) => {
    await socket.accept();
    signal.addEventListener("abort", () => log.push("abort"));
    log.push(await socket.receiveText());
    await socket.sendText("seen");
    await socket.receive();
  });
  const { client, reported } = reporting(app);
  const socket = await client.websocket("/");
  await socket.sendText("message");
  await socket.receive();
  await socket.close(1001, "away");
  await app.settled();
  assert.deepEqual(log, [
    "open",
    "message",
    "abort",
    "WebSocketDisconnect: the WebSocket has ended with 1001: away",
    "closed",
  ]);
  assert.deepEqual(reported, []);
});

test("a dependency may put another error in place of the one it sees", async () => {
  const app = new Millrace();
  async function* strict() {
    try {
      yield;
    } catch (cause) {
      throw new WebSocketException(4000, "mapped", { cause });
    }
  }
  app.websocket("/", async (socket: ServerWebSocket, _strict: Depends<typeof strict>) => {
    await socket.accept();
    throw new Error("inner");
  });
  const socket = await new TestClient(app).websocket("/");
  assert.deepEqual(await socket.closed, { code: 4000, reason: "mapped" });
});

test("the disconnect of another WebSocket is an error of the handler that does not catch it", async () => {
  const app = new Millrace();
  const others: ServerWebSocket[] = [];
  app.websocket("/", async (socket: ServerWebSocket) => {
    await socket.accept();
    others.push(socket);
    const text = await socket.receiveText();
    for (const other of others) await other.sendText(text);
  });
  const { client, reported } = reporting(app);
  const first = await client.websocket("/");
  await first.close();
  const second = await client.websocket("/");
  await second.sendText("all");
  assert.equal((await second.closed).code, 1011);
  assert.deepEqual(reported.map(String), ["WebSocketDisconnect: the WebSocket has ended with 1000"]);
});

test("an exception handler answers requests that do not fit their types", async () => {
  const app = new Millrace();
  app.exceptionHandler(
    WebSocketRequestValidationError,
    ({ errors }) =>
      new JSONResponse(
        errors.map(({ loc }) => loc),
        { status: 400 },
      ),
  );
  app.websocket("/", (_socket: ServerWebSocket, id: Int) => void id);
  assert.deepEqual(await denied(new TestClient(app).websocket("/")), [400, [["query", "id"]]]);
});
