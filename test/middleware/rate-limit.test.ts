import assert from "node:assert/strict";
import { test } from "node:test";
import { fetch } from "undici";
import { serve } from "../../src/http/node/index.ts";
import type { Middleware } from "../../src/index.ts";
import { MemoryRateLimitStore, rateLimit, type RateLimitStore } from "../../src/middleware/index.ts";
import { rateLimitStoreSuite } from "../conformance/rate-limit-store.suite.ts";
import { appWith, plainWith } from "./asking.ts";

/** A clock that stands still unless it is told. */
function clock(): { now: () => number; pass: (seconds: number) => void } {
  let time = 1000;
  return {
    now: () => time,
    pass: (seconds) => {
      time += seconds;
    },
  };
}

rateLimitStoreSuite("memory", () => {
  const { now, pass } = clock();
  return { store: new MemoryRateLimitStore({ now }), pass };
});

test("keys that are full again are forgotten, and of too many the quietest", () => {
  const { now, pass } = clock();
  const store = new MemoryRateLimitStore({ now, maxKeys: 3 });
  const quota = { limit: 1, window: 10 };
  for (const key of ["a", "b", "c", "d"]) store.take(key, quota);
  assert.equal(store.size, 3);
  assert.equal(store.take("a", quota).allowed, true);
  assert.equal(store.take("d", quota).allowed, false);
  pass(11);
  store.take("e", quota);
  assert.equal(store.size, 1);
});

/** Requests come from the address in a header. */
const from: Middleware = (request, next) => next({ remoteAddress: request.header("x-from") ?? "192.0.2.1" });

test("beyond the limit the answer is 429, and every answer tells what is left", async () => {
  const { now, pass } = clock();
  const ask = plainWith(rateLimit({ limit: 2, window: 60, store: new MemoryRateLimitStore({ now }) }));
  const told = async (): Promise<unknown[]> => {
    const { status, headers } = await ask("/");
    return [status, headers.get("ratelimit"), headers.get("retry-after"), headers.get("ratelimit-policy")];
  };
  const policy = '"default";q=2;w=60';
  assert.deepEqual(await told(), [200, '"default";r=1;t=30', null, policy]);
  assert.deepEqual(await told(), [200, '"default";r=0;t=60', null, policy]);
  pass(10);
  assert.deepEqual(await told(), [429, '"default";r=0;t=50', "20", policy]);
  const refused = await ask("/");
  assert.equal(await refused.text(), '{"detail":"Too Many Requests"}');
  pass(20);
  assert.equal((await told())[0], 200);
});

test("addresses are counted apart; one network of IPv6 is one", async () => {
  const ask = plainWith(from, rateLimit({ limit: 1, window: 60 }));
  const status = async (address: string): Promise<number> =>
    (await ask("/", { headers: { "x-from": address } })).status;
  assert.equal(await status("192.0.2.1"), 200);
  assert.equal(await status("192.0.2.1"), 429);
  assert.equal(await status("::ffff:192.0.2.1"), 429);
  assert.equal(await status("192.0.2.2"), 200);
  assert.equal(await status("2001:db8::1"), 200);
  assert.equal(await status("2001:db8:0:0:1:2:3:4"), 429);
  assert.equal(await status("2001:db8::ffff:1"), 429);
  assert.equal(await status("2001:db8:0:1::1"), 200);
  assert.equal(await status("::1"), 200);
  assert.equal(await status("fe80::1%eth0"), 200);
  assert.equal(await status("fe80:0:0:0::2"), 429);
});

test("behind a proxy that is trusted, the client is counted, and one behind another proxy is not believed", async (t) => {
  const { app } = appWith(rateLimit({ limit: 1, window: 60 }));
  app.get("/", () => 1);
  const statuses = async (trustedProxies: string[], ...clients: string[]): Promise<number[]> => {
    const server = await serve(app, { port: 0, trustedProxies });
    t.after(() => server.close(0));
    const answers: number[] = [];
    for (const client of clients)
      answers.push((await fetch(server.url, { headers: { "x-forwarded-for": client } })).status);
    return answers;
  };
  assert.deepEqual(await statuses(["127.0.0.1"], "192.0.2.1", "192.0.2.2", "192.0.2.1"), [200, 200, 429]);
  assert.deepEqual(await statuses([], "192.0.2.3", "192.0.2.4"), [200, 429]);
});

test("who is counted, and how, can be said; several limits stand side by side", async () => {
  const store: RateLimitStore = new MemoryRateLimitStore(clock());
  const key = async (request: { header(name: string): string | undefined }): Promise<string | undefined> =>
    request.header("x-key");
  const ask = plainWith(
    rateLimit({ limit: 10, window: 60, key, store, name: "minute" }),
    rateLimit({ limit: 1, window: 1, key, store, name: "second" }),
  );
  const answer = async (headers: Record<string, string>): Promise<unknown[]> => {
    const response = await ask("/", { headers });
    return [response.status, response.headers.get("ratelimit")];
  };
  assert.deepEqual(await answer({}), [200, null]);
  assert.deepEqual(await answer({ "x-key": "a" }), [200, '"second";r=0;t=1, "minute";r=9;t=6']);
  assert.deepEqual(await answer({ "x-key": "a" }), [429, '"second";r=0;t=1, "minute";r=8;t=12']);
  assert.equal((await answer({ "x-key": "b" }))[0], 200);
  assert.throws(() => rateLimit({ limit: 0, window: 1 }), RangeError);
});

test("a store that fails is a failure of the server", async () => {
  const { app, ask, reported } = appWith(
    rateLimit({ limit: 1, window: 1, store: { take: async () => Promise.reject(new Error("no store")) } }),
  );
  app.get("/", () => 1);
  assert.equal((await ask("/")).status, 500);
  assert.match(String(reported[0]), /no store/);
});
