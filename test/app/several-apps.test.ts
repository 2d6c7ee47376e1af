import assert from "node:assert/strict";
import { test } from "node:test";
import { type Depends, type Int, Millrace, Router, type State } from "../../src/index.ts";
import { serve } from "../../src/http/node/server.ts";

test("one mounted app, and one router, serve several apps in one process, each with its own state", async () => {
  const router = new Router();
  const seen = (state: State<typeof named>) => state.name;
  router.get("/name", (name: Depends<typeof seen>) => name);
  const shared = new Millrace();
  shared.get("/wheels/{id}", (id: Int) => ({ id }));
  async function* named() {
    yield { name: "" };
  }
  const make = (name: string): Millrace => {
    const app = new Millrace({
      async *lifespan() {
        yield { name };
      },
    });
    app.includeRouter(router);
    app.mount(`/${name}`, shared);
    return app;
  };
  await using one = await serving(make("one"));
  await using two = await serving(make("two"));
  assert.equal(await (await fetch(`${one.url}/name`)).json(), "one");
  assert.equal(await (await fetch(`${two.url}/name`)).json(), "two");
  assert.deepEqual(await (await fetch(`${one.url}/one/wheels/1`)).json(), { id: 1 });
  assert.deepEqual(await (await fetch(`${two.url}/two/wheels/2`)).json(), { id: 2 });
  assert.equal((await fetch(`${two.url}/one/wheels/2`)).status, 404);
});

async function serving(app: Millrace) {
  const server = await serve(app, { port: 0 });
  return { url: server.url, [Symbol.asyncDispose]: () => server.close(0) };
}
