import assert from "node:assert/strict";
import { once } from "node:events";
import { createConnection } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import { DiagnosticError, HTTPException, Millrace, Router, StreamingResponse } from "../../src/index.ts";
import type { Int } from "../../src/index.ts";
import { serve } from "../../src/http/node/server.ts";
import { TestClient } from "../../src/testing/index.ts";

const quiet = { followRedirects: false };

function parts(): Millrace {
  const sub = new Millrace({ title: "Parts" });
  sub.get("/", () => "root of parts");
  sub.get("/wheels/{id}", (id: Int) => ({ id }));
  sub.get("/where", (request: Request) => request.url);
  sub.get("/slashed/", () => "slashed");
  return sub;
}

test("a mounted app sees paths without its prefix, and answers for what it does not know", async () => {
  const app = new Millrace();
  app.mount("/parts", parts());
  const client = new TestClient(app, quiet);
  assert.deepEqual(await (await client.get("/parts/wheels/3?x=/1")).json(), { id: 3 });
  assert.equal((await client.get("/parts/wheels/x")).status, 422);
  assert.equal(await (await client.get("/parts/where?q=1")).json(), "http://testserver/parts/where?q=1");
  assert.equal((await client.get("/parts/none")).status, 404);
  const wrong = await client.post("/parts/where");
  assert.deepEqual([wrong.status, wrong.headers.get("allow")], [405, "GET, HEAD, OPTIONS"]);
  assert.equal((await client.get("/partsman")).status, 404);
});

test("redirects keep the prefix: to the mount's own root, and within it", async () => {
  const app = new Millrace();
  app.mount("/parts", parts());
  const client = new TestClient(app, quiet);
  const root = await client.get("/parts?q=1");
  assert.deepEqual([root.status, root.headers.get("location")], [307, "/parts/?q=1"]);
  assert.equal((await client.get("/parts/slashed")).headers.get("location"), "/parts/slashed/");
  assert.equal(await (await client.get("/parts/")).json(), "root of parts");
});

test("an escaped prefix is the same prefix", async () => {
  const app = new Millrace();
  app.mount("/the parts", parts());
  const client = new TestClient(app, quiet);
  assert.equal(
    await (await client.get("/th%65%20parts/where")).json(),
    "http://testserver/th%65%20parts/where",
  );
});

test("routes come before mounts, and longer mounts before shorter ones, in any order of registration", async () => {
  const named = (name: string): Millrace => {
    const app = new Millrace({ openapiUrl: null });
    app.on(["GET", "POST"], "/{rest:path}", (rest: string) => `${name}: ${rest}`);
    return app;
  };
  const app = new Millrace();
  app.mount("/", named("all"));
  app.mount("/a", named("a"));
  app.mount("/a/b", named("b"));
  app.get("/a/b/c", () => "route");
  const client = new TestClient(app, quiet);
  const texts = new Map([
    ["/x/y", "all: x/y"],
    ["/a/x", "a: x"],
    ["/a/b/x", "b: x"],
    ["/a/b/c", "route"],
  ]);
  for (const [path, text] of texts) assert.equal(await (await client.get(path)).json(), text, path);
  assert.equal(await (await client.post("/a/b/c")).json(), "b: c");
  assert.equal((await client.head("/a/b/c")).headers.get("content-length"), '"route"'.length.toString());
  assert.equal((await client.request("BREW", "/a/x")).status, 405);
});

test("a router takes its mounts along, under every prefix that it is included with", async () => {
  const router = new Router({ prefix: "/shop" });
  router.mount("/parts", parts());
  const app = new Millrace();
  app.includeRouter(router, { prefix: "/v1" });
  app.includeRouter(router, { prefix: "/v2" });
  const client = new TestClient(app);
  for (const version of ["v1", "v2"]) {
    assert.deepEqual(await (await client.get(`/${version}/shop/parts/wheels/1`)).json(), { id: 1 });
    assert.equal(
      await (await client.get(`/${version}/shop/parts/where`)).json(),
      `http://testserver/${version}/shop/parts/where`,
    );
  }
});

test("a prefix may hold parameters, but no path", async () => {
  const app = new Millrace();
  app.mount("/{tenant}/parts", parts());
  const client = new TestClient(app);
  assert.equal(await (await client.get("/a%2Fb/parts/where")).json(), "http://testserver/a%2Fb/parts/where");
  const codeOf = (path: string): string | undefined => {
    try {
      app.mount(path, parts());
      return undefined;
    } catch (error) {
      assert.ok(error instanceof DiagnosticError);
      return error.diagnostics[0]?.code;
    }
  };
  assert.equal(codeOf("/{all:path}"), "MR112");
  assert.equal(codeOf("parts"), "MR112");
  assert.equal(codeOf("/parts/"), "MR112");
  assert.equal(codeOf("/{x"), "MR112");
  assert.equal(codeOf("/{other}/parts"), "MR108");
});

test("errors are answered by the mounted app's own handlers, and told to the outer app", async () => {
  class Jam extends Error {}
  const sub = new Millrace();
  sub.exceptionHandler(Jam, () => new Response("sub", { status: 418 }));
  sub.get("/jam", () => {
    throw new Jam();
  });
  sub.get("/fail", () => {
    throw new Error("unexpected");
  });
  const app = new Millrace();
  app.exceptionHandler(404, () => new Response("outer", { status: 404 }));
  app.mount("/sub", sub);
  const told: unknown[] = [];
  app.onError = (error) => void told.push(error);
  assert.equal(await (await app.fetch(new Request("http://x/sub/jam"))).text(), "sub");
  assert.equal(await (await app.fetch(new Request("http://x/sub/none"))).text(), '{"detail":"Not Found"}');
  assert.equal(await (await app.fetch(new Request("http://x/none"))).text(), "outer");
  assert.equal((await app.fetch(new Request("http://x/sub/fail"))).status, 500);
  assert.deepEqual(
    told.map((error) => (error as Error).message),
    ["unexpected"],
  );
  await assert.rejects(new TestClient(app).get("/sub/fail"), /unexpected/);
});

test("a Hono app, and a bare handler of web requests, see paths without the prefix", async () => {
  const hono = new Hono();
  hono.get("/hello/:name", (c) => c.text(`hello ${c.req.param("name")}`));
  hono.post("/echo", async (c) => c.json(await c.req.json(), 201));
  const app = new Millrace();
  app.mount("/hono", hono);
  app.mount("/bare", (request) => new Response(new URL(request.url).pathname));
  await using server = await serving(app);
  assert.equal(await (await fetch(`${server.url}/hono/hello/mill`)).text(), "hello mill");
  const echo = await fetch(`${server.url}/hono/echo`, { method: "POST", body: '{"a":1}' });
  assert.deepEqual([echo.status, await echo.json()], [201, { a: 1 }]);
  assert.equal(await (await fetch(`${server.url}/bare/x/y`)).text(), "/x/y");
});

test("what a mounted handler throws is answered by the routers around it", async () => {
  const router = new Router();
  router.exceptionHandler(RangeError, () => new Response("range", { status: 400 }));
  router.mount("/range", () => {
    throw new RangeError();
  });
  router.mount("/http", () => {
    throw new HTTPException(403);
  });
  router.mount("/nothing", () => undefined as unknown as Response);
  const app = new Millrace();
  app.includeRouter(router);
  const client = new TestClient(app, { raiseServerExceptions: false });
  assert.equal(await (await client.get("/range/")).text(), "range");
  assert.equal((await client.get("/http/")).status, 403);
  assert.equal((await client.get("/nothing/")).status, 500);
});

test("a stream of a mounted app is let go when its client leaves, over a socket", async () => {
  const sub = new Millrace();
  const left = Promise.withResolvers<string>();
  sub.get("/ticks", (signal: AbortSignal) => {
    async function* ticks() {
      try {
        yield "tick\n";
        await once(signal, "abort");
      } finally {
        left.resolve("left");
      }
    }
    return new StreamingResponse(ticks());
  });
  const app = new Millrace();
  app.mount("/sub", sub);
  await using server = await serving(app);
  const socket = createConnection(server.port, "127.0.0.1");
  socket.write("GET /sub/ticks HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(socket, "data");
  socket.destroy();
  assert.equal(await left.promise, "left");
  await app.settled();
});

test("a mounted handler that ends with the signal of a client that has left is no failure", async () => {
  const app = new Millrace();
  const told: unknown[] = [];
  app.onError = (error) => void told.push(error);
  const entered = Promise.withResolvers<void>();
  app.mount("/wait", async (request) => {
    entered.resolve();
    await sleep(60_000, undefined, { signal: request.signal });
    return new Response();
  });
  await using server = await serving(app);
  const socket = createConnection(server.port, "127.0.0.1");
  socket.write("GET /wait/ HTTP/1.1\r\nHost: x\r\n\r\n");
  await entered.promise;
  socket.destroy();
  await app.settled();
  assert.deepEqual(told, []);
});

test("a program waits for the work of its mounted apps", async () => {
  const gate = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const sub = new Millrace();
  sub.get("/", async () => {
    entered.resolve();
    await gate.promise;
    return "done";
  });
  const app = new Millrace();
  app.mount("/sub", sub);
  const answer = app.fetch(new Request("http://x/sub/"));
  await entered.promise;
  let settled = false;
  const settling = app.settled().then(() => (settled = true));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(settled, false);
  gate.resolve();
  await settling;
  assert.equal((await answer).status, 200);
});

test("mounts are listed among the routes, with the routes of the apps there", () => {
  const app = new Millrace();
  const inner = new Millrace();
  app.get("/", { name: "front page" }, () => "home");
  app.mount("/parts", inner, { name: "parts" });
  app.mount("/", () => new Response());
  inner.get("/{id}", { name: "part" }, (id: Int) => id);
  const [home, mount, handler] = app.routes;
  assert.deepEqual([home?.methods, home?.name], [["GET"], "front page"]);
  assert.deepEqual(mount, { methods: ["MOUNT"], path: "/parts", name: "parts", routes: inner.routes });
  assert.deepEqual(mount?.routes?.[0]?.path, "/{id}");
  assert.deepEqual(handler, { methods: ["MOUNT"], path: "/", name: "" });
});

test("what answers no requests is not mounted", () => {
  const app = new Millrace();
  assert.throws(() => app.mount("/x", {} as Millrace), TypeError);
  assert.throws(() => app.mount("/x", app), TypeError);
});

async function serving(app: Millrace) {
  const server = await serve(app, { port: 0 });
  return { url: server.url, port: server.port, [Symbol.asyncDispose]: () => server.close(0) };
}
