import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { HTTPException, Millrace, StreamingResponse } from "../../src/index.ts";
import type { Depends } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

const log: string[] = [];

function* connection() {
  log.push("connected");
  try {
    yield "connection";
  } catch (error) {
    log.push("rolled back");
    throw error;
  } finally {
    log.push("disconnected");
  }
}

type ForTheCall = Depends<typeof connection, { scope: "function" }>;

/** What happens in the course of one request. */
async function courseOf(app: Millrace): Promise<{ status: number; body: string; log: string[] }> {
  log.length = 0;
  await using client = new TestClient(app);
  const response = await client.get("/");
  const body = await response.text();
  await setImmediate();
  return { status: response.status, body, log: [...log] };
}

test("a dependency of the function's scope cleans up before the response begins", async () => {
  const app = new Millrace();
  app.get("/", (held: ForTheCall) => {
    function* chunks() {
      log.push("streaming");
      yield held;
    }
    return new StreamingResponse(chunks());
  });
  assert.deepEqual((await courseOf(app)).log, ["connected", "disconnected", "streaming"]);
});

test("one of the request's scope does so when the response has ended", async () => {
  const app = new Millrace();
  app.get("/", (held: Depends<typeof connection>) => {
    function* chunks() {
      log.push("streaming");
      yield held;
    }
    return new StreamingResponse(chunks());
  });
  assert.deepEqual((await courseOf(app)).log, ["connected", "streaming", "disconnected"]);
});

test("the two scopes do not share a dependency; the inner one is let go first", async () => {
  const app = new Millrace();
  app.get("/", (outer: Depends<typeof connection>, inner: ForTheCall) => outer === inner);
  assert.deepEqual((await courseOf(app)).log, ["connected", "connected", "disconnected", "disconnected"]);
});

test("an error passes through both, and what clean-up throws before the response is the answer", async () => {
  const app = new Millrace();
  app.get("/", (outer: Depends<typeof connection>, inner: ForTheCall) => {
    throw new HTTPException(409, outer + inner);
  });
  const { status, log } = await courseOf(app);
  assert.equal(status, 409);
  assert.deepEqual(log.slice(2), ["rolled back", "disconnected", "rolled back", "disconnected"]);

  function* unlucky() {
    yield "db";
    throw new HTTPException(503, "not committed");
  }
  const other = new Millrace();
  other.get("/", (db: Depends<typeof unlucky, { scope: "function" }>) => db);
  const answer = await courseOf(other);
  assert.deepEqual([answer.status, answer.body], [503, '{"detail":"not committed"}']);
});

test("MR118: a dependency that yields cannot outlive one that it needs", () => {
  function* session(connection: ForTheCall) {
    yield connection;
  }
  const app = new Millrace();
  assert.throws(
    () => app.get("/", (held: Depends<typeof session>) => held),
    /MR118: .* session .* connection/,
  );
  app.get("/same", (held: Depends<typeof session, { scope: "function" }>) => held);
  const name = (connection: ForTheCall): string => connection;
  app.get("/plain", (held: Depends<typeof name>) => held);
});
