import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type EventStream,
  HTTPException,
  Millrace,
  ServerSentEvent,
  StreamingResponse,
} from "../../src/index.ts";
import type { Depends, Reply } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

interface Price {
  mill: string;
  price: number;
}

const withSecret = { mill: "w", price: 1, secret: 1 };

test("what a handler yields decides the format", async () => {
  const app = new Millrace();
  app.get("/text", function* () {
    yield "a";
    yield "b";
  });
  app.get("/bytes", async function* () {
    yield new TextEncoder().encode("ab");
  });
  app.get("/lines", async function* (): AsyncGenerator<Price> {
    yield withSecret;
  });
  app.get("/events", async function* (): EventStream<Price> {
    yield { mill: "w", price: 1 };
    yield new ServerSentEvent({ rawData: "[DONE]", event: "end" });
  });
  app.get(
    "/response",
    { status: 201 },
    () => new StreamingResponse(["a", "b"], { mediaType: "text/plain", status: 203 }),
  );
  const client = new TestClient(app);
  const answers: Record<string, unknown[]> = {};
  for (const path of ["/text", "/bytes", "/lines", "/events", "/response"]) {
    const response = await client.get(path);
    answers[path] = [response.status, response.headers.get("content-type"), await response.text()];
  }
  assert.deepEqual(answers, {
    "/text": [200, null, "ab"],
    "/bytes": [200, null, "ab"],
    "/lines": [200, "application/jsonl", '{"mill":"w","price":1}\n'],
    "/events": [
      200,
      "text/event-stream; charset=utf-8",
      'data: {"mill":"w","price":1}\n\nevent: end\ndata: [DONE]\n\n',
    ],
    "/response": [203, "text/plain; charset=utf-8", "ab"],
  });
});

test("an error before the first item is an answer of its own; headers can be set until then", async () => {
  const app = new Millrace();
  app.get("/refused", async function* (): EventStream<Price> {
    await sleep(5);
    throw new HTTPException(403, "no");
  });
  app.get("/headers", async function* (reply: Reply): AsyncGenerator<Price> {
    await sleep(5);
    reply.status = 202;
    reply.headers.set("x-a", "1");
    yield { mill: "w", price: 1 };
  });
  const client = new TestClient(app);
  const refused = await client.get("/refused");
  assert.deepEqual([refused.status, await refused.json()], [403, { detail: "no" }]);
  const headers = await client.get("/headers");
  assert.deepEqual([headers.status, headers.headers.get("x-a")], [202, "1"]);
  await headers.text();
});

test("items come as they are yielded, and a slow first one does not hold back the headers for ever", async () => {
  const app = new Millrace({ firstItemPatience: 10 });
  let release: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  app.get("/", async function* () {
    await gate;
    yield "a";
  });
  const response = await new TestClient(app).get("/");
  assert.equal(response.status, 200);
  release?.();
  assert.equal(await response.text(), "a");
});

test("an item that does not fit its declared type breaks the stream, and the generator sees it", async () => {
  const seen: unknown[] = [];
  const errors: unknown[] = [];
  const app = new Millrace();
  app.onError = (error) => void errors.push(error);
  app.get("/", async function* (): AsyncGenerator<Price> {
    yield { mill: "w", price: 1 };
    try {
      yield JSON.parse('{"mill":"w"}') as Price;
    } catch (error) {
      seen.push(error);
      throw error;
    }
  });
  const response = await app.fetch(new Request("http://a/"));
  await assert.rejects(response.text());
  await app.settled();
  assert.equal(seen.length, 1);
  assert.deepEqual(errors, seen);
});

test("a declared iterable may be an array", async () => {
  const app = new Millrace();
  app.get("/", (): Iterable<Price> => [{ mill: "w", price: 1 }]);
  assert.equal(await (await new TestClient(app).get("/")).text(), '{"mill":"w","price":1}\n');
});

test("a handler that ends with the signal of a client that left has not failed", async () => {
  const errors: unknown[] = [];
  const app = new Millrace();
  app.onError = (error) => void errors.push(error);
  app.get("/", async function* (signal: AbortSignal) {
    await sleep(1000, undefined, { signal });
    yield "never";
  });
  const controller = new AbortController();
  const response = app.fetch(new Request("http://a/", { signal: controller.signal }));
  setTimeout(() => controller.abort(), 10);
  await response.catch(() => undefined);
  await sleep(20);
  assert.deepEqual(errors, []);
});

test("HEAD never runs the generator", async () => {
  let ran = false;
  const app = new Millrace();
  app.get("/", function* (): Generator<Price> {
    ran = true;
    yield { mill: "w", price: 1 };
  });
  const response = await new TestClient(app).head("/");
  assert.equal(response.headers.get("content-type"), "application/jsonl");
  assert.equal(ran, false);
});

test("a client that leaves ends the generator, fires the signal, and then the dependency is cleaned up", async () => {
  const order: string[] = [];
  async function* resource() {
    try {
      yield "r";
    } finally {
      order.push("dependency");
    }
  }
  const app = new Millrace();
  app.get("/", async function* (r: Depends<typeof resource>, signal: AbortSignal) {
    signal.addEventListener("abort", () => order.push("signal"));
    try {
      for (;;) {
        yield r;
        await sleep(5);
      }
    } finally {
      order.push("generator");
    }
  });
  const response = await new TestClient(app).get("/");
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await sleep(40);
  assert.deepEqual(order, ["signal", "generator", "dependency"]);
});

test("a dependency is cleaned up when the stream has ended, and sees what broke it", async () => {
  const order: string[] = [];
  async function* resource() {
    try {
      yield "r";
      order.push("closed");
    } catch (error) {
      order.push(`saw ${(error as Error).message}`);
      throw error;
    }
  }
  const app = new Millrace();
  app.onError = () => {};
  app.get("/whole", function* (r: Depends<typeof resource>) {
    yield r;
    order.push("last item");
  });
  app.get("/broken", function* (r: Depends<typeof resource>) {
    yield r;
    throw new Error("broken");
  });
  const client = new TestClient(app);
  await (await client.get("/whole")).text();
  await sleep(5);
  assert.deepEqual(order.splice(0), ["last item", "closed"]);
  const broken = await client.get("/broken");
  await assert.rejects(broken.text());
  await sleep(5);
  assert.deepEqual(order, ["saw broken"]);
});

test("a body that breaks off in the middle of a response breaks that, too, and is no failure of the app", async () => {
  const errors: unknown[] = [];
  const app = new Millrace();
  app.onError = (error) => void errors.push(error);
  app.post("/", async function* (body: AsyncIterable<Uint8Array>) {
    for await (const piece of body) yield piece;
  });
  let sending: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (sending = controller) });
  sending?.enqueue(new Uint8Array(3));
  const init: RequestInit = { method: "POST", body, duplex: "half" };
  const response = await app.fetch(new Request("http://a/", init));
  const reader = response.body?.getReader();
  assert.equal((await reader?.read())?.value?.length, 3);
  sending?.error(new Error("the line is dead"));
  await assert.rejects(async () => reader?.read(), { name: "BodyAborted" });
  await app.settled();
  assert.deepEqual(errors, []);
});
