import assert from "node:assert/strict";
import { test } from "node:test";
import { type EventStream, Millrace, type Reply } from "../../../src/index.ts";
import { overEach } from "./served.ts";

interface Tick {
  tick: number;
}

function inFormats(): Millrace {
  const app = new Millrace();
  app.get("/ticks", async function* (): AsyncGenerator<Tick> {
    yield { tick: 1, secret: true } as Tick;
    yield { tick: 2 };
  });
  app.get("/none", async function* (): AsyncGenerator<Tick> {});
  app.get("/array", (): Iterable<Tick> => [{ tick: 1 }]);
  app.get("/inferred", function* () {
    yield { tick: 1n };
  });
  app.get("/own", { formats: ["array", "lines"] }, function* (): Generator<Tick> {
    yield { tick: 1 };
  });
  app.get("/one", { formats: ["events"] }, function* (): Generator<Tick> {
    yield { tick: 1 };
  });
  app.get("/pinned", async function* (): EventStream<Tick> {
    yield { tick: 1 };
  });
  app.get("/vary", async function* (reply: Reply): AsyncGenerator<Tick> {
    reply.headers.append("vary", "cookie");
    yield { tick: 1 };
  });
  return app;
}

const lines = "application/jsonl";
const events = "text/event-stream; charset=utf-8";
const array = "application/json";

overEach("one handler answers in the format that is asked for", inFormats, async ({ fetch }) => {
  const ask = async (path: string, accept?: string): Promise<unknown[]> => {
    const response = await fetch(path, accept === undefined ? {} : { headers: { accept } });
    return [response.headers.get("content-type"), response.headers.get("vary"), await response.text()];
  };
  assert.deepEqual(await ask("/ticks"), [lines, "accept", '{"tick":1}\n{"tick":2}\n']);
  assert.deepEqual(await ask("/ticks", "*/*"), [lines, "accept", '{"tick":1}\n{"tick":2}\n']);
  assert.deepEqual(await ask("/ticks", "text/html"), [lines, "accept", '{"tick":1}\n{"tick":2}\n']);
  const asEvents = [events, "accept", 'data: {"tick":1}\n\ndata: {"tick":2}\n\n'];
  assert.deepEqual(await ask("/ticks", "text/event-stream"), asEvents);
  assert.deepEqual(await ask("/ticks", "application/json;q=0.5, text/event-stream"), asEvents);
  const asArray = [array, "accept", '[{"tick":1},{"tick":2}]'];
  assert.deepEqual(await ask("/ticks", "application/json"), asArray);
  assert.deepEqual(await ask("/ticks", "application/json, text/plain, */*"), asArray);
  const olderLines = ["application/x-ndjson", "accept", '{"tick":1}\n{"tick":2}\n'];
  assert.deepEqual(await ask("/ticks", "application/x-ndjson"), olderLines);
  assert.deepEqual(await ask("/none", "application/json"), [array, "accept", "[]"]);
  assert.deepEqual(await ask("/none", lines), [lines, "accept", ""]);
  assert.deepEqual(await ask("/array", "application/json"), [array, "accept", '[{"tick":1}]']);
  assert.deepEqual(await ask("/inferred", "application/json"), [array, "accept", '[{"tick":1}]']);
});

overEach("a route says what it offers, and what first", inFormats, async ({ fetch }) => {
  const typeOf = async (path: string, accept: string): Promise<unknown> => {
    const response = await fetch(path, { headers: { accept } });
    await response.text();
    return [response.headers.get("content-type"), response.headers.get("vary")];
  };
  assert.deepEqual(await typeOf("/own", "*/*"), [array, "accept"]);
  assert.deepEqual(await typeOf("/own", "application/jsonl"), [lines, "accept"]);
  assert.deepEqual(await typeOf("/own", "text/event-stream"), [array, "accept"]);
  assert.deepEqual(await typeOf("/one", "application/json"), [events, null]);
  assert.deepEqual(await typeOf("/pinned", "application/json"), [events, null]);
  assert.deepEqual(await typeOf("/vary", "*/*"), [lines, "accept, cookie"]);
});

test("a format that there is not is told of at the start, with those that there are", () => {
  const app = new Millrace();
  for (const formats of [["json"], ["lines", "json"]] as unknown as ["array"][])
    for (const handler of [(): Tick[] => [], async function* (): EventStream<Tick> {}])
      assert.throws(() => app.get("/ticks", { formats }, handler), {
        name: "TypeError",
        message: '"json" is no format of a stream; there are "lines", "events" and "array", a JSON array',
      });
  assert.throws(() => app.get("/ticks", { formats: [] as unknown as ["array"] }, (): Tick[] => []), {
    name: "TypeError",
    message: 'a stream has a format at least: "lines", "events" or "array", a JSON array',
  });
});
