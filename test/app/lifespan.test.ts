import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Depends, Millrace, Router, type State } from "../../src/index.ts";
import { serve } from "../../src/http/node/server.ts";
import { TestClient } from "../../src/testing/index.ts";

/** A lifespan that writes down when it is entered and left. */
function logged(name: string, log: string[]) {
  return async function* lifespan() {
    log.push(`${name} in`);
    await sleep(0);
    try {
      yield { [name]: true };
    } finally {
      log.push(`${name} out`);
    }
  };
}

async function* pool() {
  yield { pool: { query: (text: string) => `rows of ${text}` } };
}

async function poolOf(state: State<typeof pool>) {
  return state.pool;
}
type Pool = Depends<typeof poolOf>;

test("what the lifespan yields is the app's state, typed, and a handler's by its marker", async () => {
  const router = new Router();
  router.get("/marker", (state: State<typeof pool>, dependency: Pool) => [
    state.pool.query("a"),
    dependency.query("b"),
  ]);
  const app = new Millrace({ lifespan: pool });
  app.get("/", () => app.state.pool.query("c"));
  app.includeRouter(router);
  await using client = new TestClient(app);
  assert.deepEqual(await (await client.get("/marker")).json(), ["rows of a", "rows of b"]);
  assert.equal(await (await client.get("/")).json(), "rows of c");
});

test("an inline lifespan is given the app, and decides the type of its state", async () => {
  const app = new Millrace({
    async *lifespan(given) {
      given.state["name"] = "mill";
      yield { count: 3 };
    },
  });
  const count: number = app.state.count;
  assert.equal(count, undefined);
  await app.startup();
  assert.deepEqual(app.state, { name: "mill", count: 3 });
  await app.shutdown();
  assert.deepEqual(app.state, { name: "mill" });
});

test("the app's own lifespan comes first, then its routers', then its mounted apps'; the ends come in reverse", async () => {
  const log: string[] = [];
  const inner = new Router({ lifespan: logged("inner", log) });
  const router = new Router({ lifespan: logged("router", log) });
  router.includeRouter(inner);
  const sub = new Millrace({ lifespan: logged("sub", log) });
  const app = new Millrace({ lifespan: logged("app", log) });
  app.includeRouter(router, { prefix: "/a" });
  app.includeRouter(router, { prefix: "/b" });
  app.mount("/sub", sub);
  app.mount("/again", sub);
  await app.startup();
  await app.startup();
  assert.deepEqual(log.splice(0), ["app in", "router in", "inner in", "sub in"]);
  assert.deepEqual(app.state, { app: true, router: true, inner: true });
  assert.deepEqual(sub.state, { sub: true });
  await app.shutdown();
  await app.shutdown();
  assert.deepEqual(log.splice(0), ["sub out", "inner out", "router out", "app out"]);
  await app.startup();
  await app.shutdown();
  assert.equal(log.length, 8);
});

test("a start that fails is told, undoes what had started, and may be tried again", async () => {
  const log: string[] = [];
  let broken = true;
  const router = new Router({
    lifespan: async function* () {
      if (broken) throw new Error("no database");
      yield;
    },
  });
  const app = new Millrace({ lifespan: logged("app", log) });
  app.includeRouter(router);
  await assert.rejects(app.startup(), /no database/);
  assert.deepEqual(log.splice(0), ["app in", "app out"]);
  assert.deepEqual(app.state, {});
  await assert.rejects(app.fetch(new Request("http://x/")), /no database/);
  await assert.rejects(serve(app, { port: 0 }), /no database/);
  await assert.rejects(new TestClient(app).get("/"), /no database/);
  broken = false;
  await app.startup();
  assert.deepEqual(app.state, { app: true });
  await app.shutdown();
});

test("all lifespans end, whatever one of them throws, and the errors are told", async () => {
  const log: string[] = [];
  const failing = (message: string) =>
    async function* () {
      yield;
      throw new Error(message);
    };
  const app = new Millrace({ lifespan: logged("app", log) });
  app.includeRouter(new Router({ lifespan: failing("first") }));
  await app.startup();
  await assert.rejects(app.shutdown(), /first/);
  assert.deepEqual(log.splice(0), ["app in", "app out"]);
  app.includeRouter(new Router({ lifespan: failing("second") }));
  await app.startup();
  await assert.rejects(app.shutdown(), ({ errors }: AggregateError) => {
    assert.deepEqual(
      errors.map(({ message }: Error) => message),
      ["second", "first"],
    );
    return true;
  });
});

test("a lifespan that never yields, or is no generator, is an error of the start", async () => {
  await assert.rejects(new Millrace({ async *lifespan() {} }).startup(), /without a yield/);
  const asynchronous = (async () => {}) as never;
  await assert.rejects(new Millrace({ lifespan: asynchronous }).startup(), /generator function/);
});

test("a server starts the app before it listens, and shuts it down after the last request", async () => {
  const log: string[] = [];
  const app = new Millrace({ lifespan: logged("app", log) });
  const entered = Promise.withResolvers<void>();
  app.get("/slow", async (signal: AbortSignal) => {
    entered.resolve();
    await sleep(50);
    log.push(signal.aborted ? "cut" : "answered");
    return "done";
  });
  const server = await serve(app, { port: 0 });
  assert.deepEqual(log, ["app in"]);
  const answer = fetch(`${server.url}/slow`);
  await entered.promise;
  await server.close();
  assert.equal(await (await answer).json(), "done");
  assert.deepEqual(log, ["app in", "answered", "app out"]);
});

test("an app whose server cannot listen is shut down again", async () => {
  const log: string[] = [];
  const app = new Millrace({ lifespan: logged("app", log) });
  const other = await serve(() => {}, { port: 0 });
  await assert.rejects(serve(app, { port: other.port }), { code: "EADDRINUSE" });
  await other.close(0);
  assert.deepEqual(log, ["app in", "app out"]);
});

test("handlers that outlast the server still find the state: the end waits for their clean-up", async () => {
  const log: string[] = [];
  const app = new Millrace({ lifespan: logged("app", log) });
  const entered = Promise.withResolvers<void>();
  app.get("/never", async (signal: AbortSignal) => {
    entered.resolve();
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    await sleep(50);
    log.push(`clean-up with ${Object.keys(app.state).join()}`);
  });
  const server = await serve(app, { port: 0 });
  const answer = fetch(`${server.url}/never`).catch((error: unknown) => error);
  await entered.promise;
  await server.close(0);
  assert.ok((await answer) instanceof Error);
  assert.deepEqual(log, ["app in", "clean-up with app", "app out"]);
});

test("work that never ends holds up the end once, however deep", { timeout: 9_000 }, async () => {
  const log: string[] = [];
  const deepest = new Millrace({ lifespan: logged("deepest", log) });
  deepest.get("/", () => new Promise(() => {}));
  const middle = new Millrace({ lifespan: logged("middle", log) });
  middle.mount("/deepest", deepest);
  const app = new Millrace();
  app.mount("/middle", middle);
  await app.startup();
  void app.fetch(new Request("http://x/middle/deepest/"));
  await app.shutdown(50);
  assert.deepEqual(log, ["middle in", "deepest in", "deepest out", "middle out"]);
});

test("fetch starts the app at the first request; a test client without lifespan does not", async () => {
  const log: string[] = [];
  const app = new Millrace({ lifespan: logged("app", log) });
  app.get("/", () => Object.keys(app.state));
  assert.deepEqual(await (await new TestClient(app, { lifespan: false }).get("/")).json(), []);
  const answers = await Promise.all([1, 2].map(() => app.fetch(new Request("http://x/"))));
  assert.deepEqual(await Promise.all(answers.map((answer) => answer.json())), [["app"], ["app"]]);
  assert.deepEqual(log, ["app in"]);
  await app.shutdown();
});

test("a test client starts the app once, and shuts it down when it is disposed of", async () => {
  const log: string[] = [];
  const app = new Millrace({ lifespan: logged("app", log) });
  app.get("/", () => "ok");
  {
    await using client = new TestClient(app);
    await client.start();
    assert.deepEqual(log, ["app in"]);
    await client.get("/");
    await client.get("/");
  }
  assert.deepEqual(log, ["app in", "app out"]);
});
