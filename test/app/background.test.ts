import assert from "node:assert/strict";
import { once } from "node:events";
import { createConnection } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  BackgroundTasks,
  type Depends,
  HTTPException,
  JSONResponse,
  Millrace,
  PlainTextResponse,
  StreamingResponse,
} from "../../src/index.ts";
import { serve } from "../../src/http/node/server.ts";
import { TestClient } from "../../src/testing/index.ts";

/** What a program does, in order. */
const log: string[] = [];

const note = (text: string): number => log.push(text);

async function slowly(text: string): Promise<void> {
  await sleep(5);
  log.push(text);
}

async function* resource(tasks: BackgroundTasks) {
  tasks.add(note, "from the dependency");
  yield "resource";
  log.push("dependency cleaned up");
}
type Resource = Depends<typeof resource>;

function shop(): Millrace {
  log.length = 0;
  const app = new Millrace();
  app.get("/merged", (held: Resource, tasks: BackgroundTasks) => {
    tasks.add(slowly, "slow").add(note, "quick");
    log.push("handler");
    return held;
  });
  app.get("/option", () => new JSONResponse("ok", { background: () => slowly("of the response") }));
  app.get("/both", (tasks: BackgroundTasks) => {
    tasks.add(note, "of the request");
    const own = new BackgroundTasks().add(note, "of the response");
    return new PlainTextResponse("ok", { background: own });
  });
  app.get("/stream", (tasks: BackgroundTasks) => {
    async function* lines() {
      yield "a\n";
      tasks.add(note, "added while streaming");
      yield "b\n";
      log.push("streamed");
    }
    return new StreamingResponse(lines());
  });
  app.get("/refuse", (held: Resource) => {
    throw new HTTPException(409, held);
  });
  app.get("/broken-header", (tasks: BackgroundTasks) => {
    tasks.add(note, "never");
    return new PlainTextResponse("x", { headers: { "x-a": "\n" } });
  });
  app.get("/throwing", (tasks: BackgroundTasks) => {
    tasks.add(() => {
      throw new Error("first");
    });
    tasks.add(() => Promise.reject(new Error("second")));
    tasks.add(note, "third");
    return "ok";
  });
  return app;
}

test("the tasks of handlers and dependencies run in order, after the dependencies' clean-up", async () => {
  const app = shop();
  await using client = new TestClient(app);
  assert.equal(await (await client.get("/merged")).json(), "resource");
  await app.settled();
  assert.deepEqual(log, ["handler", "dependency cleaned up", "from the dependency", "slow", "quick"]);
});

test("a response brings tasks of its own, which join the request's", async () => {
  const app = shop();
  await using client = new TestClient(app);
  assert.equal((await client.get("/option")).status, 200);
  await app.settled();
  assert.deepEqual(log.splice(0), ["of the response"]);
  assert.equal((await client.get("/both")).status, 200);
  await app.settled();
  assert.deepEqual(log, ["of the request", "of the response"]);
});

test("tasks run after a stream has ended, those too that were added on the way", async () => {
  const app = shop();
  await using server = await serving(app);
  assert.equal(await (await fetch(`${server.url}/stream`)).text(), "a\nb\n");
  await app.settled();
  assert.deepEqual(log, ["streamed", "added while streaming"]);
});

test("tasks do not run where the request has failed", async () => {
  const app = shop();
  await using client = new TestClient(app, { raiseServerExceptions: false });
  assert.equal((await client.get("/refuse")).status, 409);
  assert.equal((await client.get("/broken-header")).status, 500);
  await app.settled();
  assert.deepEqual(log, []);
});

test("a task that throws is reported, and the next ones run", async () => {
  const app = shop();
  const told: unknown[] = [];
  app.onError = (error) => void told.push((error as Error).message);
  assert.equal((await app.fetch(new Request("http://x/throwing"))).status, 200);
  await app.settled();
  assert.deepEqual([told, log], [["first", "second"], ["third"]]);
});

test("tasks run where the client has left, and hold nothing up for it", async () => {
  const app = new Millrace();
  const begun = Promise.withResolvers<void>();
  const done = Promise.withResolvers<string>();
  app.get("/", async (tasks: BackgroundTasks, signal: AbortSignal) => {
    tasks.add(done.resolve, "done");
    begun.resolve();
    await once(signal, "abort");
    return "nobody reads this";
  });
  await using server = await serving(app);
  const socket = createConnection(server.port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await begun.promise;
  socket.destroy();
  assert.equal(await done.promise, "done");
});

test("the answer does not wait for tasks, and a stop does", async () => {
  const app = new Millrace();
  const gate = Promise.withResolvers<void>();
  let finished = false;
  app.get("/", (tasks: BackgroundTasks) => {
    tasks.add(async () => {
      await gate.promise;
      finished = true;
    });
    return "ok";
  });
  const server = await serve(app, { port: 0 });
  assert.equal((await fetch(server.url)).status, 200);
  const closing = server.close();
  assert.equal(finished, false);
  gate.resolve();
  await closing;
  assert.equal(finished, true);
});

test("a stop gives up on tasks that do not end", async () => {
  const app = new Millrace();
  app.get("/", (tasks: BackgroundTasks) => {
    tasks.add(() => new Promise(() => {}));
    return "ok";
  });
  const server = await serve(app, { port: 0 });
  assert.equal((await fetch(server.url)).status, 200);
  await server.close(0);
});

test("the responses of exception handlers, of middleware and of mounted handlers bring tasks too", async () => {
  log.length = 0;
  class Jam extends Error {}
  const tell = (text: string) => new PlainTextResponse(text, { background: () => slowly(`after ${text}`) });
  const app = new Millrace();
  app.get("/jam", () => {
    throw new Jam();
  });
  app.exceptionHandler(Jam, () => tell("handler"));
  app.use(async (request, next) => (request.path === "/stop" ? tell("middleware") : next()));
  await using server = await serving(app);
  for (const path of ["/jam", "/stop"]) await (await fetch(server.url + path)).text();
  await app.settled();
  assert.deepEqual(log.toSorted(), ["after handler", "after middleware"]);
});

async function serving(app: Millrace) {
  const server = await serve(app, { port: 0 });
  return { url: server.url, port: server.port, [Symbol.asyncDispose]: () => server.close(0) };
}
