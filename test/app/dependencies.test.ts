import assert from "node:assert/strict";
import { test } from "node:test";
import { HTTPBearer, HTTPException, Millrace, Router } from "../../src/index.ts";
import type { Depends, Int } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";
import { connected, head } from "../http/node/connection.ts";

const log: string[] = [];

/** Status and body of a GET, and what was noted on the way. */
async function ask(app: Millrace, path = "/"): Promise<{ status: number; body: unknown; log: string[] }> {
  log.length = 0;
  await using client = new TestClient(app);
  const response = await client.get(path);
  const body: unknown = await response.json();
  await app.settled();
  return { status: response.status, body, log: [...log] };
}

const noting = (name: string) => () => void log.push(name);

test("what is asked for around a handler runs first: the app's, the include's, the router's, the route's", async () => {
  const shared = noting("shared");
  const app = new Millrace({ dependencies: [noting("app"), shared] });
  const router = new Router({ dependencies: [noting("router"), shared] });
  function own() {
    log.push("own");
  }
  router.get("/", { dependencies: [noting("route"), shared] }, (_own: Depends<typeof own>) => {
    log.push("handler");
  });
  app.includeRouter(router, { dependencies: [noting("include")] });
  assert.deepEqual((await ask(app)).log, ["app", "shared", "include", "router", "route", "own", "handler"]);
});

test("a class may be asked for around a handler", async () => {
  class Audit {
    readonly page: number;
    constructor(page: Int = 1) {
      this.page = page;
      log.push(`audited page ${page}`);
    }
  }
  const app = new Millrace({ dependencies: [Audit] });
  app.get("/", () => "in");
  assert.deepEqual((await ask(app, "/?page=3")).log, ["audited page 3"]);
  assert.equal((await ask(app, "/?page=x")).status, 422);
});

let calls = 0;
const counter = () => ++calls;
const nested = (count: Depends<typeof counter>) => count;
const fresh = (count: Depends<typeof counter, { useCache: false }>) => count;

test("a dependency is called once a request, or wherever it is asked for without the cache", async () => {
  calls = 0;
  const app = new Millrace();
  app.get("/once", (one: Depends<typeof counter>, two: Depends<typeof nested>) => [one, two]);
  app.get("/each", (one: Depends<typeof counter>, two: Depends<typeof fresh>) => [one, two]);
  assert.deepEqual((await ask(app, "/once")).body, [1, 1]);
  assert.deepEqual((await ask(app, "/once")).body, [2, 2]);
  assert.deepEqual((await ask(app, "/each")).body, [3, 4]);
});

async function later(q: string) {
  return `later ${q}`;
}

class Service {
  readonly name: string;
  constructor(text: Depends<typeof later>) {
    this.name = `service of ${text}`;
  }
}

function* session(service: Depends<typeof Service>) {
  log.push("open");
  yield `session with ${service.name}`;
  log.push("closed");
}

async function* transaction(inner: Depends<typeof session>) {
  log.push("begin");
  yield `transaction in ${inner}`;
  log.push("commit");
}
test("functions, async functions, classes, generators and async generators need each other", async () => {
  const app = new Millrace();
  app.get("/", (given: Depends<typeof transaction>) => given);
  assert.deepEqual(await ask(app, "/?q=a"), {
    status: 200,
    body: "transaction in session with service of later a",
    log: ["open", "begin", "commit", "closed"],
  });
});

test("what was set up is cleaned up where a later dependency throws, and sees the error", async () => {
  async function* first() {
    try {
      yield "first";
    } catch (error) {
      log.push(`first saw ${(error as Error).message}`);
      throw error;
    } finally {
      log.push("first out");
    }
  }
  function* second(_first: Depends<typeof first>): Generator<string> {
    throw new HTTPException(503, "no second");
  }
  const app = new Millrace();
  app.get("/", (given: Depends<typeof second>) => given);
  assert.deepEqual(await ask(app), {
    status: 503,
    body: { detail: "no second" },
    log: ["first saw no second", "first out"],
  });
});

test("an error that clean-up keeps to itself is still the answer", async () => {
  async function* careless() {
    try {
      yield "held";
    } catch {
      log.push("kept");
    }
  }
  const app = new Millrace();
  app.get("/", (_held: Depends<typeof careless>) => {
    throw new HTTPException(409, "conflict");
  });
  assert.deepEqual(await ask(app), { status: 409, body: { detail: "conflict" }, log: ["kept"] });
});

test("who sends no credentials is refused before a body is read", async (t) => {
  const bearer = new HTTPBearer();
  const app = new Millrace();
  app.post("/upload", (_given: Depends<typeof bearer>, _file: File) => "in");
  const client = await connected(t, (exchange) => app.handle(exchange));
  client.say(
    head(
      "POST",
      "/upload",
      "Content-Type: multipart/form-data; boundary=x",
      "Content-Length: 1000000000",
      "Connection: close",
    ),
  );
  assert.match(await client.all(), /^HTTP\/1\.1 401 [^]*www-authenticate: Bearer/i);
});

test("a dependency that was called, not named, is told of, with what it is", () => {
  const app = new Millrace();
  const verify = (): void => {};
  const given: [string, unknown][] = [
    ["undefined", verify()],
    ["null", null],
    ["Object", {}],
    ["Promise", Promise.resolve()],
    ["Object", Object.create(null)],
    ["String", "a secret"],
  ];
  for (const [kind, dependency] of given)
    assert.throws(() => app.get("/items", { dependencies: [dependency as () => void] }, () => 1), {
      name: "TypeError",
      message: `a dependency of the handler of GET /items is no function, but ${kind}: write [verify], not [verify()]`,
    });
});
