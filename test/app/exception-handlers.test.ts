import assert from "node:assert/strict";
import { test } from "node:test";
import {
  HTTPException,
  httpExceptionHandler,
  JSONResponse,
  Millrace,
  PlainTextResponse,
  RequestValidationError,
  requestValidationExceptionHandler,
  Router,
  StreamingResponse,
} from "../../src/index.ts";
import type { Int } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

class StockError extends Error {
  readonly left = 3;
}

class SoldOut extends StockError {}

/** An app whose one route throws, and the errors that it reported. */
function throwing(make: () => unknown): { app: Millrace; reported: unknown[] } {
  const app = new Millrace();
  const reported: unknown[] = [];
  app.onError = (error) => void reported.push(error);
  app.get("/", () => {
    throw make();
  });
  return { app, reported };
}

async function answerOf(app: Millrace, path = "/"): Promise<[number, string]> {
  const response = await app.fetch(new Request(`http://test${path}`));
  return [response.status, await response.text()];
}

const text = (status: number) => (error: unknown) => new PlainTextResponse(String(error), { status });

test("the handler of the nearest class answers, with the error and the request", async () => {
  const { app, reported } = throwing(() => new SoldOut("mill"));
  app.exceptionHandler(StockError, (error, request) => {
    const { pathname } = new URL(request.url);
    return new JSONResponse({ message: error.message, left: error.left, pathname }, { status: 409 });
  });
  assert.deepEqual(await answerOf(app), [409, '{"message":"mill","left":3,"pathname":"/"}']);
  app.exceptionHandler(SoldOut, async () => new Response("gone", { status: 410 }));
  assert.deepEqual(await answerOf(app), [410, "gone"]);
  assert.deepEqual(reported, []);
});

test("a status comes before the class, also where no route is found", async () => {
  const { app } = throwing(() => new HTTPException(404, "no mill"));
  app.exceptionHandler(HTTPException, ({ detail }) => text(400)(detail));
  assert.deepEqual(await answerOf(app), [400, "no mill"]);
  app.exceptionHandler(404, ({ detail }) => text(404)(`lost: ${detail}`));
  assert.deepEqual(await answerOf(app), [404, "lost: no mill"]);
  assert.deepEqual(await answerOf(app, "/nowhere"), [404, "lost: Not Found"]);
});

test("what reading the body throws is an HTTPException to a handler", async () => {
  const app = new Millrace({ bodyLimit: 10 });
  app.post("/", async (request: Request) => request.text());
  app.exceptionHandler(HTTPException, ({ status, detail }) => text(status)(`read: ${detail}`));
  app.post("/json", (body: Record<string, number>) => body);
  await using client = new TestClient(app);
  const response = await client.post("/json", { json: { a: 1234567890 } });
  assert.deepEqual([response.status, await response.text()], [413, "read: Content Too Large"]);
});

test("a handler of Error, or of 500, answers what nobody expected, which is reported nevertheless", async () => {
  for (const set of [
    (app: Millrace) => app.exceptionHandler(Error, text(503)),
    (app: Millrace) => app.exceptionHandler(500, text(503)),
  ]) {
    const { app, reported } = throwing(() => new SoldOut("mill"));
    set(app);
    assert.deepEqual(await answerOf(app), [503, "Error: mill"]);
    assert.equal(reported.length, 1);
    assert.equal((await answerOf(app, "/nowhere"))[0], 404);
  }
  const { app, reported } = throwing(() => "a text");
  app.exceptionHandler(500, text(503));
  assert.deepEqual(await answerOf(app), [503, "a text"]);
  assert.deepEqual(reported, ["a text"]);
});

test("a handler that throws, or returns no response, is a 500 that is reported", async () => {
  const broken = new Error("broken");
  const { app, reported } = throwing(() => new StockError("mill"));
  app.exceptionHandler(StockError, () => {
    throw broken;
  });
  assert.deepEqual(await answerOf(app), [500, "Internal Server Error"]);
  app.exceptionHandler(StockError, () => ({ detail: "no" }) as unknown as Response);
  assert.deepEqual(await answerOf(app), [500, "Internal Server Error"]);
  assert.equal(reported[0], broken);
  assert.match(String(reported[1]), /must return a response/);
});

test("a handler may stream; a failure under way is reported", async () => {
  const { app, reported } = throwing(() => new StockError("mill"));
  app.exceptionHandler(StockError, () => {
    function* chunks() {
      yield "sold ";
      yield "out";
    }
    return new StreamingResponse(chunks(), { status: 409 });
  });
  assert.deepEqual(await answerOf(app), [409, "sold out"]);
  app.exceptionHandler(StockError, () => {
    function* chunks() {
      yield "sold ";
      throw new TypeError("under way");
    }
    return new StreamingResponse(chunks(), { status: 409 });
  });
  await assert.rejects(answerOf(app));
  assert.match(String(reported), /under way/);
});

test("the default handlers can be called; a validation error holds the body that it is about", async () => {
  const app = new Millrace();
  const seen: unknown[] = [];
  app.post("/", (count: Record<string, Int>) => count);
  app.exceptionHandler(RequestValidationError, (error) => {
    seen.push(error.body);
    return requestValidationExceptionHandler(error);
  });
  app.get("/", () => {
    throw new HTTPException(418, { tea: true }, { headers: { "x-pot": "1" } });
  });
  app.exceptionHandler(418, (error) => httpExceptionHandler(error));
  await using client = new TestClient(app);
  const refused = await client.post("/", { json: { a: "x" } });
  assert.equal(refused.status, 422);
  const { detail } = (await refused.json()) as { detail: { loc: unknown }[] };
  assert.deepEqual(detail[0]?.loc, ["body", "a"]);
  assert.deepEqual(seen, [{ a: "x" }]);
  const tea = await client.get("/");
  assert.equal(tea.headers.get("x-pot"), "1");
  assert.deepEqual(await tea.json(), { detail: { tea: true } });
});

test("an HTTPException of a status without a body has none", async () => {
  const { app } = throwing(() => new HTTPException(304, undefined, { headers: { etag: '"a"' } }));
  await using client = new TestClient(app);
  const response = await client.get("/");
  assert.equal(response.status, 304);
  assert.equal(response.headers.get("content-type"), null);
  assert.equal(response.headers.get("etag"), '"a"');
});

test("a router's handlers answer for its own routes, before those of the routers around it", async () => {
  const thrower = (): never => {
    throw new SoldOut();
  };
  const inner = new Router({ prefix: "/inner" }).get("/", thrower);
  const outer = new Router({ prefix: "/outer" }).get("/", thrower);
  outer.includeRouter(inner);
  const app = new Millrace().get("/", thrower);
  app.exceptionHandler(SoldOut, () => new PlainTextResponse("app", { status: 410 }));
  outer.exceptionHandler(StockError, () => new PlainTextResponse("outer", { status: 409 }));
  app.includeRouter(outer).includeRouter(outer, { prefix: "/again" });
  inner.exceptionHandler(404, () => new PlainTextResponse("never", { status: 500 }));
  assert.deepEqual(await answerOf(app), [410, "app"]);
  assert.deepEqual(await answerOf(app, "/outer/"), [409, "outer"]);
  assert.deepEqual(await answerOf(app, "/outer/inner/"), [409, "outer"]);
  assert.deepEqual(await answerOf(app, "/again/outer/inner/"), [409, "outer"]);
  inner.exceptionHandler(SoldOut, () => new PlainTextResponse("inner", { status: 408 }));
  assert.deepEqual(await answerOf(app, "/outer/inner/"), [408, "inner"]);
  assert.deepEqual(await answerOf(app, "/outer/inner/none"), [404, '{"detail":"Not Found"}']);
});
