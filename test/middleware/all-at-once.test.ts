import assert from "node:assert/strict";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fetch } from "undici";
import { serve } from "../../src/http/node/index.ts";
import { type BackgroundTasks, Millrace, StreamingResponse } from "../../src/index.ts";
import type { Depends, EventStream } from "../../src/index.ts";
import {
  type Access,
  accessLog,
  bodyLimit,
  compression,
  cors,
  csrf,
  etag,
  rateLimit,
  requestId,
  securityHeaders,
  sessions,
  timeout,
  trustedHosts,
} from "../../src/middleware/index.ts";

const log: string[] = [];
const warnings: string[] = [];
process.on("warning", ({ message }) => warnings.push(message));

async function* resource(): AsyncGenerator<string> {
  try {
    yield "resource";
  } finally {
    log.push("closed");
  }
}
type Resource = Depends<typeof resource>;

/** An app with everything in use, over a real socket; what was logged of it, and what it reported. */
async function served(
  t: TestContext,
): Promise<{ app: Millrace; url: string; accesses: Access[]; reported: unknown[] }> {
  log.length = 0;
  const app = new Millrace();
  const accesses: Access[] = [];
  const reported: unknown[] = [];
  app.onError = (error) => void reported.push(error);
  app.use(
    accessLog({ write: (access) => void accesses.push(access) }),
    requestId(),
    cors({ allowOrigins: ["http://page.test"] }),
    trustedHosts(["127.0.0.1"]),
    securityHeaders(),
    csrf({ trustedOrigins: ["http://page.test"] }),
    rateLimit({ limit: 1000, window: 60 }),
    timeout({ seconds: 5 }),
    compression({ minimumSize: 10 }),
    etag(),
    bodyLimit(1024),
    sessions({ secret: "secret" }).middleware,
  );
  app.get("/json", (_r: Resource, tasks: BackgroundTasks) => {
    tasks.add(() => void log.push("background"));
    return { mill: "water", wheels: [1, 2, 3] };
  });
  app.get("/lines", async function* (_r: Resource): AsyncGenerator<number> {
    yield 1;
    yield 2;
  });
  app.get("/events", async function* (_r: Resource, signal: AbortSignal): EventStream<number> {
    try {
      yield 1;
      await sleep(60_000, undefined, { signal });
    } finally {
      log.push("generator");
    }
  });
  app.get("/endless", (_r: Resource) => new StreamingResponse(endless()));
  app.get("/broken", async function* (_r: Resource): AsyncGenerator<number> {
    yield 1;
    throw new Error("broken");
  });
  app.post("/echo", (body: number[]) => body);
  const server = await serve(app, { port: 0 });
  t.after(() => server.close(0));
  return { app, url: server.url, accesses, reported };
}

let pulled = 0;
async function* endless(): AsyncGenerator<string> {
  try {
    for (;;) yield `${"x".repeat(16_000)}${Math.random()}${++pulled}`;
  } finally {
    log.push("generator");
  }
}

const headers = { origin: "http://page.test" };

test("whole answers and streams come through everything", async (t) => {
  const { app, url, accesses, reported } = await served(t);
  const json = await fetch(`${url}/json`, { headers });
  assert.deepEqual(await json.json(), { mill: "water", wheels: [1, 2, 3] });
  assert.deepEqual(
    [
      "content-encoding",
      "vary",
      "access-control-allow-origin",
      "x-content-type-options",
      "ratelimit-policy",
    ].map((name) => json.headers.get(name)),
    ["gzip", "Accept-Encoding, Origin", "http://page.test", "nosniff", '"default";q=1000;w=60'],
  );
  const again = await fetch(`${url}/json`, { headers: { "if-none-match": json.headers.get("etag") ?? "" } });
  assert.equal(again.status, 304);
  assert.equal(await (await fetch(`${url}/lines`)).text(), "1\n2\n");
  const body = JSON.stringify([1, 2, 3]);
  const post = { method: "POST", headers: { ...headers, "content-type": "application/json" } };
  assert.equal(await (await fetch(`${url}/echo`, { ...post, body })).text(), "[1,2,3]");
  assert.equal((await fetch(`${url}/echo`, { ...post, body: `[${"1,".repeat(1000)}1]` })).status, 413);
  assert.equal(
    (await fetch(`${url}/nothing`, { headers })).headers.get("access-control-allow-origin"),
    headers.origin,
  );
  await app.settled();
  assert.deepEqual(log, ["closed", "background", "closed", "background", "closed"]);
  assert.deepEqual(reported, []);
  await assert.doesNotReject(until(() => accesses.length === 6));
  assert.deepEqual(
    accesses.map(({ target, status }) => `${target} ${status}`),
    ["/json 200", "/json 304", "/lines 200", "/echo 200", "/echo 413", "/nothing 404"],
  );
});

test("an event is there before the next, and a client that leaves ends everything", async (t) => {
  const { app, url, accesses, reported } = await served(t);
  const leaving = new AbortController();
  const events = await fetch(`${url}/events`, { signal: leaving.signal });
  const reader = events.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  assert.equal(new TextDecoder().decode(value), "data: 1\n\n");
  assert.deepEqual(log, []);
  leaving.abort();
  await reader?.read().catch(() => undefined);
  await until(() => log.length === 2);
  assert.deepEqual(log, ["generator", "closed"]);
  await app.settled();
  await until(() => accesses.length === 1);
  assert.deepEqual([accesses[0]?.status, reported], [200, []]);
});

test("a reader that stalls holds up the generator, and its leaving ends it", async (t) => {
  const { app, url, reported } = await served(t);
  pulled = 0;
  const stalled = httpRequest(`${url}/endless`, { headers: { "accept-encoding": "gzip" } });
  stalled.on("error", () => undefined).end();
  const response = await new Promise<IncomingMessage>((resolve) => stalled.on("response", resolve));
  response.on("error", () => undefined).pause();
  let before = -1;
  while (pulled !== before) {
    before = pulled;
    await sleep(200);
  }
  response.destroy();
  await until(() => log.length === 2);
  assert.deepEqual(log, ["generator", "closed"]);
  await app.settled();
  assert.deepEqual(reported, []);
});

test("a failure in the middle is a cut connection, reported once", async (t) => {
  const { app, url, reported } = await served(t);
  const broken = await fetch(`${url}/broken`, { headers });
  assert.equal(broken.status, 200);
  await assert.rejects(broken.text());
  await app.settled();
  assert.deepEqual([String(reported), log], ["Error: broken", ["closed"]]);
});

test("no listeners have piled up", () => assert.deepEqual(warnings, []));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}
