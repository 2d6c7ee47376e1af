import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BaseResponse,
  HTTPException,
  JSONResponse,
  type Middleware,
  PlainTextResponse,
  Router,
} from "../../src/index.ts";
import { observed } from "./observed.ts";

/** Says in a header that it was passed, on the way out. */
const mark =
  (name: string): Middleware =>
  async (_request, next) => {
    const response = await next();
    response.headers.append("x-passed", name);
    return response;
  };

const passed = (response: Response): string | null => response.headers.get("x-passed");

test("the first middleware is outermost, and those of a router stand within the app's", async () => {
  const { app, ask } = observed();
  const outer = new Router({ prefix: "/outer" });
  const inner = new Router({ prefix: "/inner" });
  inner.get("/", () => "inner");
  outer.get("/", () => "outer");
  inner.use(mark("inner 1"), mark("inner 2"));
  app.use(mark("app 1")).use(mark("app 2"));
  outer.includeRouter(inner);
  app.includeRouter(outer);
  app.get("/", () => "app");
  outer.use(mark("outer"));
  assert.equal(passed(await ask("/")), "app 2, app 1");
  assert.equal(passed(await ask("/outer/")), "outer, app 2, app 1");
  assert.equal(passed(await ask("/outer/inner/")), "inner 2, inner 1, outer, app 2, app 1");
});

test("an app's middleware stands around everything that it answers, a router's around its routes", async () => {
  const { app, ask } = observed();
  const router = new Router({ prefix: "/items" });
  router.get("/", () => 1);
  router.use(mark("router"));
  app.includeRouter(router);
  app.use(mark("app"));
  for (const path of ["/docs", "/openapi.json", "/nothing", "/items"]) {
    assert.equal(passed(await ask(path)), "app", path);
  }
  assert.equal(passed(await ask("/items/", { method: "POST" })), "app");
  assert.equal(passed(await ask("/items/")), "router, app");
});

test("a router that is included twice has its middleware in both places", async () => {
  const { app, ask } = observed();
  const router = new Router();
  router.use(mark("router"));
  router.get("/x", () => 1);
  app.includeRouter(router, { prefix: "/a" }).includeRouter(router, { prefix: "/b" });
  assert.equal(passed(await ask("/a/x")), "router");
  assert.equal(passed(await ask("/b/x")), "router");
  app.get("/late", () => 1);
  assert.equal(passed(await ask("/late")), null);
});

test("a middleware that answers itself keeps the inside out", async () => {
  const { app, ask } = observed();
  let called = 0;
  app.get("/", () => ++called);
  app.use((request) => new PlainTextResponse(`no ${request.method} ${request.path}`, { status: 403 }));
  const response = await ask("/?q=1");
  assert.deepEqual([response.status, await response.text(), called], [403, "no GET /", 0]);
});

test("a response of the web is taken too, and nothing is an error", async () => {
  const { app, ask, reported } = observed();
  app.get("/", () => 1);
  app.use((request, next) => {
    if (request.query("web") !== undefined) return new Response("web", { status: 203 });
    return request.query("none") === undefined ? next() : (undefined as never);
  });
  assert.equal(await (await ask("/?web=")).text(), "web");
  assert.equal((await ask("/?none=")).status, 500);
  assert.match(String(reported[0]), /a middleware must return a response/);
});

test("what is thrown inside is a response to middleware, 500 included", async () => {
  const { app, ask, reported } = observed();
  const seen: number[] = [];
  app.use(async (_request, next) => {
    const response = await next();
    seen.push(response.status);
    response.headers.set("x-seen", "yes");
    return response;
  });
  app.get("/known", () => {
    throw new HTTPException(404, "no mill");
  });
  const broken = new Error("broken");
  app.get("/unknown", () => {
    throw broken;
  });
  app.get("/invalid", (n: number) => n);
  for (const path of ["/known", "/unknown", "/invalid"]) {
    assert.equal((await ask(path)).headers.get("x-seen"), "yes", path);
  }
  assert.deepEqual([seen, reported], [[404, 500, 422], [broken]]);
});

test("what middleware throws is answered by the handlers of its layer and those around it", async () => {
  const { app, ask, reported } = observed();
  class Inside extends Error {}
  class Outside extends Error {}
  const router = new Router({ prefix: "/r" });
  router.get("/", () => 1);
  router.use((request) => {
    throw request.query("which") === "inside" ? new Inside("a") : new Outside("b");
  });
  const inner = new Router({ prefix: "/inner" });
  inner.exceptionHandler(Outside, () => new PlainTextResponse("never", { status: 418 }));
  inner.get("/", () => 1);
  router.includeRouter(inner);
  router.exceptionHandler(Inside, () => new PlainTextResponse("router", { status: 409 }));
  app.exceptionHandler(Outside, () => new PlainTextResponse("app", { status: 410 }));
  app.includeRouter(router);
  app.use(mark("app"), (request, next) => {
    if (request.path === "/http") throw new HTTPException(401, "who?");
    if (request.path === "/bug") throw new Error("bug");
    return next();
  });
  const answer = async (path: string): Promise<unknown[]> => {
    const response = await ask(path);
    return [response.status, await response.text(), passed(response)];
  };
  assert.deepEqual(await answer("/r/?which=inside"), [409, "router", "app"]);
  assert.deepEqual(await answer("/r/"), [410, "app", "app"]);
  assert.deepEqual(await answer("/r/inner/"), [410, "app", "app"]);
  assert.deepEqual(await answer("/http"), [401, '{"detail":"who?"}', "app"]);
  assert.deepEqual(reported, []);
  assert.deepEqual(await answer("/bug"), [500, "Internal Server Error", "app"]);
  assert.equal(String(reported[0]), "Error: bug");
});

test("next is called once, and not after the answer", async () => {
  const { app, ask, reported } = observed();
  let called = 0;
  app.get("/", () => ++called);
  const late: Promise<unknown>[] = [];
  app.use(async (request, next) => {
    if (request.query("late") === undefined) await next();
    else {
      late.push(new Promise((resolve) => request.onEnd(() => resolve(next().catch(String)))));
      return new PlainTextResponse("early");
    }
    return next();
  });
  assert.equal((await ask("/")).status, 500);
  assert.match(String(reported[0]), /a middleware called next\(\) a second time/);
  assert.equal(await (await ask("/?late=")).text(), "early");
  assert.match(String(await late[0]), /after it had answered/);
  assert.equal(called, 1);
});

test("use after the first request is an error", async () => {
  const { app, ask } = observed();
  const router = new Router();
  router.get("/", () => 1);
  app.includeRouter(router);
  await ask("/");
  assert.throws(() => app.use(mark("late")), /before the first request/);
  assert.throws(() => router.use(mark("late")), /before the first request/);
});

test("the response can be replaced, its status and headers kept", async () => {
  const { app, ask } = observed();
  app.get("/", { status: 201 }, () => ({ a: 1 }));
  app.use(async (_request, next) => {
    const response = await next();
    assert.equal(response.body, '{"a":1}');
    return new BaseResponse(`${response.body}\n`, response);
  });
  const response = await ask("/");
  assert.deepEqual(
    [response.status, response.headers.get("content-type"), response.headers.get("content-length")],
    [201, "application/json", "8"],
  );
});

test("a response whose head cannot be sent is a 500 that is reported", async () => {
  const { app, ask, reported } = observed();
  app.get("/", () => new JSONResponse(1));
  app.use(async (_request, next) => new BaseResponse((await next()).body, { status: 99 }));
  assert.equal((await ask("/")).status, 500);
  assert.equal(reported.length, 1);
});
