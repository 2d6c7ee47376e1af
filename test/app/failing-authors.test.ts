import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Millrace, Router } from "../../src/index.ts";
import { serve } from "../../src/http/node/index.ts";
import { accessLog } from "../../src/middleware/index.ts";

/** An app over a socket, with what it reports: an error that nobody catches would end this process. */
async function serving(t: TestContext, app: Millrace): Promise<{ url: string; reported: string[] }> {
  const reported: string[] = [];
  app.onError = (error) => void reported.push(String(error));
  const server = await serve(app, { port: 0, grace: 0 });
  t.after(() => server.close());
  return { url: server.url, reported };
}

test("a document that the author's own function cannot make is a 500", async (t) => {
  const app = new Millrace();
  app.get("/", () => "here");
  app.openapi = () => {
    throw new Error("no document");
  };
  const { url, reported } = await serving(t, app);
  assert.equal((await fetch(`${url}/openapi.json`)).status, 500);
  assert.equal((await fetch(`${url}/`)).status, 200);
  assert.deepEqual(reported, ["Error: no document"]);
});

test("a log that cannot be written is reported, on an app and on a router", async (t) => {
  const write = (): never => {
    throw new Error("disk full");
  };
  const app = new Millrace();
  const router = new Router().get("/", () => "here");
  router.use(accessLog({ write }));
  app.use(accessLog({ write }));
  app.includeRouter(router);
  const { url, reported } = await serving(t, app);
  assert.equal((await fetch(url)).status, 200);
  assert.equal((await fetch(url)).status, 200);
  while (reported.length < 4) await new Promise(setImmediate);
  assert.deepEqual(new Set(reported), new Set(["Error: disk full"]));
});
