import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { APIKeyHeader, HTTPBearer, Millrace, Router } from "../../src/index.ts";
import type { Depends, Form, Handler, Int, Path, Security, SecurityScopes } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

function getUrl(region: string = "eu") {
  return `db:${region}`;
}

const log: string[] = [];

async function* getDb(url: Depends<typeof getUrl>) {
  log.push(`open ${url}`);
  yield { url };
  log.push(`close ${url}`);
}

class Clock {
  readonly zone: string;
  constructor(zone: string = "utc") {
    this.zone = zone;
  }
}

const key = new APIKeyHeader({ name: "x-key" });

function user(asked: SecurityScopes, given: Depends<typeof key>) {
  return { name: given, scopes: asked.scopes };
}

function guard(given: Depends<typeof key>) {
  log.push(`guarded by ${given}`);
}

const app = new Millrace();
app.get("/db", (db: Depends<typeof getDb>) => db.url);
app.get("/zone", (clock: Depends<typeof Clock>) => clock.zone);
app.get("/user", (given: Security<typeof user, ["me"]>) => given);
app.get("/guarded", { dependencies: [guard] }, () => "in");
const router = new Router({ dependencies: [guard] });
router.get("/free", () => "free");
app.includeRouter(router, { prefix: "/router" });

/** Status and body of a GET. */
async function ask(path: string): Promise<[number, unknown]> {
  await using client = new TestClient(app);
  const response = await client.get(path);
  return [response.status, await response.json()];
}

const { dependencyOverrides: overrides } = app;

test("a function is replaced wherever it is asked for, with parameters of the other one's", async (t) => {
  t.after(() => overrides.clear());
  overrides.set(getUrl, (host: string = "localhost", port: Int = 1) => `memory:${host}:${port}`);
  assert.deepEqual(await ask("/db"), [200, "memory:localhost:1"]);
  assert.deepEqual(await ask("/db?host=a&port=2&region=us"), [200, "memory:a:2"]);
  const [status, body] = await ask("/db?port=x");
  assert.equal(status, 422);
  assert.deepEqual((body as { detail: { loc: unknown }[] }).detail[0]?.loc, ["query", "port"]);
  overrides.clear();
  assert.deepEqual(await ask("/db?region=us&port=x"), [200, "db:us"]);
});

test("a stand-in may have dependencies and clean-up, and may stand in for one that has", async (t) => {
  t.after(() => overrides.clear());
  log.length = 0;
  function* memory(clock: Depends<typeof Clock>) {
    log.push("open memory");
    yield { url: `memory in ${clock.zone}` };
    log.push("close memory");
  }
  overrides.set(getDb, memory);
  assert.deepEqual(await ask("/db"), [200, "memory in utc"]);
  await setImmediate();
  assert.deepEqual(log, ["open memory", "close memory"]);
  overrides.set(Clock, () => ({ zone: "gmt" }));
  assert.deepEqual(await ask("/db"), [200, "memory in gmt"]);
  assert.deepEqual(await ask("/zone"), [200, "gmt"]);
});

test("one that asks for what it replaces is given the original", async (t) => {
  t.after(() => overrides.clear());
  overrides.set(getUrl, (real: Depends<typeof getUrl>) => `${real}?traced`);
  assert.deepEqual(await ask("/db?region=us"), [200, "db:us?traced"]);
});

test("classes and security schemes are replaced, and a class may stand in", async (t) => {
  t.after(() => overrides.clear());
  assert.equal((await ask("/user"))[0], 401);
  overrides.set(key, () => "ada");
  assert.deepEqual(await ask("/user"), [200, { name: "ada", scopes: ["me"] }]);
  overrides.set(user, (asked: SecurityScopes) => asked.scopeStr);
  assert.deepEqual(await ask("/user"), [200, "me"]);
  class Frozen {
    readonly zone: string;
    constructor(zone: string) {
      this.zone = `frozen ${zone}`;
    }
  }
  overrides.set(Clock, Frozen);
  assert.deepEqual(await ask("/zone?zone=cet"), [200, "frozen cet"]);
});

test("what a route or a router asks for is replaced too", async (t) => {
  t.after(() => overrides.clear());
  assert.equal((await ask("/guarded"))[0], 401);
  assert.equal((await ask("/router/free"))[0], 401);
  overrides.set(guard, () => {});
  assert.deepEqual(await ask("/guarded"), [200, "in"]);
  assert.deepEqual(await ask("/router/free"), [200, "free"]);
  router.get("/later", () => "later");
  assert.deepEqual(await ask("/router/later"), [200, "later"]);
  assert.equal(overrides.delete(guard), true);
  assert.equal(overrides.delete(guard), false);
  assert.equal((await ask("/router/later"))[0], 401);
});

test("a stand-in may read a body where nobody did", async (t) => {
  t.after(() => overrides.clear());
  const app = new Millrace();
  app.post("/", (url: Depends<typeof getUrl>) => url);
  app.dependencyOverrides.set(getUrl, (url: Form<string>) => url);
  await using client = new TestClient(app);
  const response = await client.post("/", { body: new URLSearchParams({ url: "form:" }) });
  assert.deepEqual([response.status, await response.json()], [200, "form:"]);
});

test("the document tells of the originals", (t) => {
  t.after(() => overrides.clear());
  const before = JSON.stringify(app.openapi());
  overrides.set(key, () => "ada");
  assert.equal(JSON.stringify(app.openapi()), before);
});

test("one that does not fit is refused at once, and nothing changes", async (t) => {
  t.after(() => overrides.clear());
  overrides.set(getUrl, () => "memory:");
  assert.throws(() => overrides.set(getUrl, (id: Path<Int>) => `${id}`), /MR107/);
  const untyped: Handler = (url: string) => url;
  assert.throws(() => overrides.set(getUrl, untyped), /MR103: what stands in place of getUrl/);
  assert.throws(() => overrides.set({}, () => ""), TypeError);
  assert.deepEqual([overrides.has(getUrl), overrides.has(getDb), overrides.size], [true, false, 1]);
  assert.deepEqual(await ask("/db"), [200, "memory:"]);
});

test("apps do not share overrides", async (t) => {
  t.after(() => overrides.clear());
  const bearer = new HTTPBearer();
  const [one, other] = [new Millrace(), new Millrace()];
  for (const app of [one, other]) app.get("/", (given: Depends<typeof bearer>) => given);
  one.dependencyOverrides.set(bearer, () => "one");
  await using first = new TestClient(one);
  await using second = new TestClient(other);
  assert.deepEqual([(await first.get("/")).status, (await second.get("/")).status], [200, 401]);
});
