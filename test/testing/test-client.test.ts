import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import {
  type Depends,
  type EventStream,
  type Form,
  Millrace,
  RedirectResponse,
  type Reply,
  StreamingResponse,
} from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

test("query, headers, cookies and bodies are sent as they are said", async () => {
  const app = new Millrace();
  app.post("/echo", async (request: Request) => ({
    url: request.url,
    type: request.headers.get("content-type"),
    cookie: request.headers.get("cookie"),
    one: request.headers.get("x-one"),
    two: request.headers.get("x-two"),
    body: await request.text(),
  }));
  app.post("/form", (name: Form<string>) => name);
  const client = new TestClient(app, {
    baseUrl: "https://shop.example:444",
    headers: { "x-one": "1", "x-two": "client" },
    cookies: { a: "1", b: "2" },
  });
  const response = await client.post("/echo?first=0", {
    query: { q: ["x y", 2], none: undefined, flag: true },
    headers: { "x-two": "request" },
    cookies: { b: "3" },
    json: { n: 1 },
  });
  assert.deepEqual(await response.json(), {
    url: "https://shop.example:444/echo?first=0&q=x+y&q=2&flag=true",
    type: "application/json",
    cookie: "a=1; b=3",
    one: "1",
    two: "request",
    body: '{"n":1}',
  });
  const form = await client.post("/form", { body: new URLSearchParams({ name: "mill" }) });
  assert.equal(await form.json(), "mill");
});

test("cookies that the app sets are sent from then on, until it takes them back", async () => {
  const app = new Millrace();
  app.get("/set", (reply: Reply) => void reply.setCookie("id", "7").setCookie("old", "x", { maxAge: 0 }));
  app.get("/forget", (reply: Reply) => void reply.deleteCookie("id"));
  app.get("/", (request: Request) => request.headers.get("cookie"));
  const client = new TestClient(app, { cookies: { old: "1" } });
  assert.equal(await (await client.get("/")).json(), "old=1");
  await client.get("/set");
  assert.equal(await (await client.get("/")).json(), "id=7");
  assert.equal(client.cookies.get("id"), "7");
  await client.get("/forget");
  assert.equal(await (await client.get("/")).json(), null);
  assert.equal(await (await new TestClient(app).get("/")).json(), null);
});

test("redirects are followed, by the method that their status says, and not for ever", async () => {
  const app = new Millrace();
  app.post("/see-other", () => new RedirectResponse("/seen", { status: 303 }));
  app.post("/temporary", () => new RedirectResponse("/seen"));
  app.on(["GET", "POST"], "/seen", async (request: Request) => `${request.method} ${await request.text()}`);
  app.get("/circle", () => new RedirectResponse("/circle"));
  const client = new TestClient(app);
  assert.equal(await (await client.post("/see-other", { body: "x" })).json(), "GET ");
  assert.equal(await (await client.post("/temporary", { body: "x" })).json(), "POST x");
  assert.equal((await client.post("/temporary", { followRedirects: false })).status, 307);
  assert.equal((await new TestClient(app, { followRedirects: false }).get("/circle")).status, 307);
  await assert.rejects(client.get("/circle"), /more than 20 redirects/);
});

test("an error that nobody expected is thrown, or is the 500 that a client would see", async () => {
  const app = new Millrace();
  app.get("/", () => {
    throw new RangeError("unexpected");
  });
  await assert.rejects(new TestClient(app).get("/"), new RangeError("unexpected"));
  const response = await new TestClient(app, { raiseServerExceptions: false }).get("/");
  assert.deepEqual([response.status, await response.text()], [500, "Internal Server Error"]);
});

test("an endless stream is read as it comes; a reader who has enough ends it", async () => {
  const app = new Millrace();
  let pulled = 0;
  const left = Promise.withResolvers<string>();
  app.get("/numbers", () => {
    function* numbers() {
      try {
        for (;;) yield `${pulled++}\n`;
      } finally {
        left.resolve("left");
      }
    }
    return new StreamingResponse(numbers());
  });
  await using client = new TestClient(app);
  const { body } = await client.get("/numbers");
  const seen: string[] = [];
  for await (const chunk of body ?? []) {
    seen.push(new TextDecoder().decode(chunk));
    if (seen.length === 3) break;
  }
  assert.deepEqual(seen, ["0\n", "1\n", "2\n"]);
  assert.equal(await left.promise, "left");
  assert.ok(pulled < 10, `${pulled} numbers were pulled`);
});

test("a client that is disposed of leaves all of its requests, also those that only wait", async () => {
  const app = new Millrace();
  const waiting = Promise.withResolvers<void>();
  const ended: string[] = [];
  app.get("/wait", async (signal: AbortSignal) => {
    waiting.resolve();
    await once(signal, "abort");
    ended.push("wait");
  });
  app.get("/events", async function* (signal: AbortSignal): EventStream<string> {
    try {
      yield "first";
      await once(signal, "abort");
    } finally {
      ended.push("events");
    }
  });
  const client = new TestClient(app);
  const events = await client.get("/events");
  const waited = client.get("/wait");
  await waiting.promise;
  await client[Symbol.asyncDispose]();
  await app.settled();
  assert.deepEqual(ended.toSorted(), ["events", "wait"]);
  await assert.rejects(events.text(), { name: "AbortError" });
  await waited;
});

test("a request is left by its own signal", async () => {
  const app = new Millrace();
  const entered = Promise.withResolvers<void>();
  const left = Promise.withResolvers<string>();
  app.get("/", async (signal: AbortSignal) => {
    entered.resolve();
    await once(signal, "abort");
    left.resolve("left");
  });
  const controller = new AbortController();
  const answer = new TestClient(app).get("/", { signal: controller.signal });
  await entered.promise;
  controller.abort();
  assert.equal(await left.promise, "left");
  await answer;
});

test("dependencies are replaced for the tests of an app, and for that app alone", async () => {
  const getName = () => "real";
  const make = (): Millrace => {
    const app = new Millrace();
    app.get("/", (name: Depends<typeof getName>) => name);
    return app;
  };
  const [one, other] = [make(), make()];
  one.dependencyOverrides.set(getName, () => "fake");
  assert.equal(await (await new TestClient(one).get("/")).json(), "fake");
  assert.equal(await (await new TestClient(other).get("/")).json(), "real");
  one.dependencyOverrides.clear();
  assert.equal(await (await new TestClient(one).get("/")).json(), "real");
});
