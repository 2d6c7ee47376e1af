import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BaseResponse,
  type Depends,
  HTTPException,
  type Middleware,
  PlainTextResponse,
  StreamingResponse,
} from "../../src/index.ts";
import { observed } from "./observed.ts";

/** Says in a header that it was passed, on the way out. */
const mark =
  (name: string): Middleware =>
  async (_request, next) => {
    const response = await next();
    response.headers.append("x-passed", name);
    return response;
  };

const passed = (response: Response): string | null => response.headers.get("x-passed");

test("streams pass unharmed: the first item decides, a failure cuts, and clean-up sees the error", async () => {
  const { app, ask, reported } = observed();
  const ends: unknown[] = [];
  async function* resource(): AsyncGenerator<string> {
    try {
      yield "resource";
    } catch (error) {
      ends.push(error);
      throw error;
    } finally {
      ends.push("closed");
    }
  }
  type Resource = Depends<typeof resource>;
  const broken = new Error("broken");
  app.use(mark("app"), mark("second"));
  app.get("/early", async function* (_r: Resource): AsyncGenerator<number> {
    throw new HTTPException(402, "pay");
  });
  app.get("/late", async function* (_r: Resource): AsyncGenerator<number> {
    yield 1;
    throw broken;
  });
  app.get("/whole", async function* (_r: Resource): AsyncGenerator<number> {
    yield 1;
    yield 2;
  });
  const early = await ask("/early");
  assert.deepEqual([early.status, passed(early)], [402, "second, app"]);
  ends.length = 0;
  const whole = await ask("/whole");
  assert.deepEqual([passed(whole), await whole.text()], ["second, app", "1\n2\n"]);
  await app.settled();
  assert.deepEqual(ends.splice(0), ["closed"]);
  const late = await ask("/late");
  await assert.rejects(late.text());
  await app.settled();
  assert.deepEqual([ends, reported], [[broken, "closed"], [broken]]);
});

/** A generator that says when it was let go. */
function endless(ended: string[]): AsyncGenerator<string> {
  return (async function* () {
    try {
      for (;;) yield "x";
    } finally {
      ended.push("ended");
    }
  })();
}

test("a stream that is not wanted is let go, whatever takes its place", async () => {
  const ended: string[] = [];
  const ways: Record<string, Middleware> = {
    whole: async (_request, next) => {
      await next();
      return new PlainTextResponse("whole");
    },
    stream: async (_request, next) => {
      await next();
      return new StreamingResponse(["other"]);
    },
    wrapped: async (_request, next) => {
      const { body } = await next();
      async function* one(): AsyncGenerator<string> {
        for await (const chunk of body as AsyncIterable<string>) {
          yield chunk.toUpperCase();
          return;
        }
      }
      return new StreamingResponse(one());
    },
    error: async (_request, next) => {
      await next();
      throw new HTTPException(400, "changed my mind");
    },
    early: async (_request, next) => {
      void next();
      return new PlainTextResponse("early");
    },
  };
  const texts: Record<string, string> = {};
  for (const [name, middleware] of Object.entries(ways)) {
    const { app, ask, reported } = observed();
    app.get("/", () => new StreamingResponse(endless(ended)));
    app.use(middleware);
    texts[name] = await (await ask("/")).text();
    await app.settled();
    assert.deepEqual([ended.splice(0), reported], [["ended"], []], name);
  }
  assert.deepEqual(texts, {
    whole: "whole",
    stream: "other",
    wrapped: "X",
    error: '{"detail":"changed my mind"}',
    early: "early",
  });
});

test("an error of a wrapped stream reaches clean-up and is reported once", async () => {
  const { app, ask, reported } = observed();
  const ended: string[] = [];
  const broken = new Error("in middleware");
  app.get("/", () => new StreamingResponse(endless(ended)));
  app.use(async (_request, next) => {
    const response = await next();
    async function* failing(): AsyncGenerator<string> {
      for await (const chunk of response.body as AsyncIterable<string>) {
        yield chunk;
        throw broken;
      }
    }
    return new BaseResponse(failing(), response);
  });
  await assert.rejects((await ask("/")).text());
  await app.settled();
  assert.deepEqual([ended, reported], [["ended"], [broken]]);
});

test("HEAD never pulls a stream, and lets it go", async () => {
  const { app, ask } = observed();
  let pulled = 0;
  let returned = 0;
  const chunks: AsyncIterableIterator<string> = {
    next: async () => ({ done: false, value: String(++pulled) }),
    return: async () => ({ done: true, value: String(++returned) }),
    [Symbol.asyncIterator]: () => chunks,
  };
  app.get("/", () => new StreamingResponse(chunks));
  app.use(mark("app"));
  const response = await ask("/", { method: "HEAD" });
  assert.equal(passed(response), "app");
  await app.settled();
  assert.deepEqual([pulled, returned > 0], [0, true]);
});
