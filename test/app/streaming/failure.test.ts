import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Depends,
  type EventStream,
  HTTPException,
  Millrace,
  StreamingResponse,
} from "../../../src/index.ts";
import { eventually, overEach, TextReader } from "./served.ts";

interface Tick {
  tick: number;
}

/** An error that only its own class tells apart. */
class PumpBroken extends Error {
  override readonly name = "PumpBroken";
}

const paths = {
  "/lines": '{"tick":1}\n{"tick":2}\n',
  "/events": 'data: {"tick":1}\n\ndata: {"tick":2}\n\n',
  "/sync": '{"tick":1}\n{"tick":2}\n',
  "/text": "12",
  "/response": "12",
  "/unfit": '{"tick":1}\n{"tick":2}\n',
};

function failing(): Millrace {
  const app = new Millrace();
  app.get("/lines", async function* (): AsyncGenerator<Tick> {
    yield { tick: 1 };
    yield { tick: 2 };
    throw new PumpBroken("broken");
  });
  app.get("/events", async function* (): EventStream<Tick> {
    yield { tick: 1 };
    await sleep(1);
    yield { tick: 2 };
    throw new PumpBroken("broken");
  });
  app.get("/sync", function* (): Generator<Tick> {
    yield { tick: 1 };
    yield { tick: 2 };
    throw new PumpBroken("broken");
  });
  function* text() {
    yield "1";
    yield "2";
    throw new PumpBroken("broken");
  }
  app.get("/text", text);
  app.get("/response", () => new StreamingResponse(text()));
  app.get("/unfit", async function* (): AsyncGenerator<Tick> {
    yield { tick: 1 };
    yield { tick: 2 };
    yield { tick: "three" as unknown as number };
  });
  return app;
}

overEach(
  "a failure in the middle is a broken transfer, and nothing that was yielded is lost",
  failing,
  async ({ fetch, errors }) => {
    for (const [path, text] of Object.entries(paths)) {
      const response = await fetch(path);
      assert.equal(response.status, 200);
      const reader = new TextReader(response);
      await assert.rejects(reader.all());
      assert.equal(reader.text, text, path);
      await eventually("the error is reported", () => errors.length > 0);
      const [error] = errors.splice(0);
      assert.equal((error as Error).name, path === "/unfit" ? "ResponseValidationError" : "PumpBroken", path);
    }
  },
);

overEach(
  "dependencies see the very error that broke the stream, after the handler has ended",
  () => {
    const app = new Millrace();
    const log: string[] = [];
    async function* outer() {
      try {
        yield "outer";
      } catch (error) {
        log.push(`outer saw ${String(error)}`);
        throw error;
      }
    }
    async function* inner(above: Depends<typeof outer>) {
      try {
        yield `${above}, inner`;
      } catch (error) {
        log.push(`inner saw ${String(error)}`);
        throw new PumpBroken("in its clean-up", { cause: error });
      }
    }
    app.get("/", { dependencies: [inner] }, async function* (): AsyncGenerator<Tick> {
      try {
        yield { tick: 1 };
        throw new HTTPException(418, "tea");
      } finally {
        await sleep(5);
        log.push("handler ended");
      }
    });
    app.get("/log", () => log);
    return app;
  },
  async ({ fetch, errors }) => {
    await assert.rejects((await fetch("/")).text());
    await eventually("the error is reported", () => errors.length > 0);
    assert.deepEqual(await (await fetch("/log")).json(), [
      "handler ended",
      "inner saw HTTPException: tea",
      "outer saw PumpBroken: in its clean-up",
    ]);
    assert.deepEqual(errors.map(String), ["PumpBroken: in its clean-up"]);
  },
);

overEach(
  "a route may tell of a failure in the stream, as its reader expects it, and then cut",
  () => {
    const app = new Millrace();
    const errorRecords = true;
    app.get("/known", { errorRecords }, async function* (): AsyncGenerator<Tick> {
      yield { tick: 1 };
      throw new HTTPException(503, { pump: "broken" });
    });
    app.get("/unknown", { errorRecords }, async function* (): AsyncGenerator<Tick> {
      yield { tick: 1 };
      throw new PumpBroken("a secret");
    });
    app.get("/before", { errorRecords }, async function* (): AsyncGenerator<Tick> {
      yield* [{ tick: 1 }].slice(1);
      throw new HTTPException(503);
    });
    return app;
  },
  async ({ fetch }) => {
    const told: Record<string, string> = {};
    for (const accept of ["application/jsonl", "text/event-stream", "application/json"])
      for (const path of ["/known", "/unknown"]) {
        const reader = new TextReader(await fetch(path, { headers: { accept } }));
        await assert.rejects(reader.all());
        told[`${path} ${accept}`] = reader.text;
      }
    assert.deepEqual(told, {
      "/known application/jsonl": '{"tick":1}\n{"error":{"status":503,"detail":{"pump":"broken"}}}\n',
      "/unknown application/jsonl": '{"tick":1}\n{"error":{"status":500,"detail":"Internal Server Error"}}\n',
      "/known text/event-stream":
        'data: {"tick":1}\n\nevent: error\ndata: {"status":503,"detail":{"pump":"broken"}}\n\n',
      "/unknown text/event-stream":
        'data: {"tick":1}\n\nevent: error\ndata: {"status":500,"detail":"Internal Server Error"}\n\n',
      "/known application/json": '[{"tick":1}',
      "/unknown application/json": '[{"tick":1}',
    });
    const before = await fetch("/before");
    assert.deepEqual([before.status, await before.text()], [503, '{"detail":"Service Unavailable"}']);
  },
);
