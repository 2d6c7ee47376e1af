import assert from "node:assert/strict";
import { test } from "node:test";
import { type BackgroundTasks, type Depends, Millrace, StreamingResponse } from "../../src/index.ts";
import { serve } from "../../src/http/node/server.ts";
import { TestClient } from "../../src/testing/index.ts";

test("the middleware of the outer app stands around a mounted one, whose own sees paths without the prefix", async () => {
  const log: string[] = [];
  const sub = new Millrace();
  sub.use(async (request, next) => {
    log.push(`inner ${request.rootPath} ${request.path}`);
    const response = await next();
    response.headers.set("x-inner", "1");
    return response;
  });
  sub.get("/lines", (tasks: BackgroundTasks) => {
    tasks.add(() => log.push("task"));
    function* lines() {
      yield "a\n";
      yield "b\n";
    }
    return new StreamingResponse(lines());
  });
  const app = new Millrace();
  app.use(async (request, next) => {
    log.push(`outer ${request.rootPath} ${request.path}`);
    const response = await next();
    response.headers.set("x-outer", "1");
    return response;
  });
  app.mount("/sub", sub);
  app.mount("/web", () => new Response("web"));
  const server = await serve(app, { port: 0 });
  const response = await fetch(`${server.url}/sub/lines`);
  assert.equal(await response.text(), "a\nb\n");
  assert.deepEqual([response.headers.get("x-inner"), response.headers.get("x-outer")], ["1", "1"]);
  const missing = await fetch(`${server.url}/sub/none`);
  assert.deepEqual([missing.status, missing.headers.get("x-outer")], [404, "1"]);
  const web = await fetch(`${server.url}/web/x`);
  assert.deepEqual([await web.text(), web.headers.get("x-outer")], ["web", "1"]);
  await server.close();
  assert.deepEqual(log.splice(0).toSorted(), [
    "inner /sub /lines",
    "inner /sub /none",
    "outer  /sub/lines",
    "outer  /sub/none",
    "outer  /web/x",
    "task",
  ]);
});

test("what is replaced in an app is not replaced in one that is mounted in it", async () => {
  const getName = () => "real";
  const make = (): Millrace => {
    const app = new Millrace();
    app.get("/name", (name: Depends<typeof getName>) => name);
    return app;
  };
  const [app, sub] = [make(), make()];
  app.mount("/sub", sub);
  app.dependencyOverrides.set(getName, () => "fake");
  await using client = new TestClient(app);
  assert.equal(await (await client.get("/name")).json(), "fake");
  assert.equal(await (await client.get("/sub/name")).json(), "real");
});
