import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type EventStream, Millrace, StreamingResponse } from "../../../src/index.ts";
import { overEach, TextReader } from "./served.ts";

let ended = false;

overEach(
  "when the server stops, event streams end cleanly and say when to come back; others run on, and are cut in the end",
  () => {
    ended = false;
    const app = new Millrace({ firstItemPatience: 10 });
    app.get("/events", async function* (signal: AbortSignal): EventStream<number> {
      try {
        yield 1;
        await sleep(60_000, undefined, { signal });
      } finally {
        ended = true;
      }
    });
    app.get("/ignorant", async function* (): EventStream<number> {
      yield 1;
      await sleep(300);
    });
    app.get("/own", () => {
      async function* own() {
        yield "data: 1\n\n";
        await sleep(300);
      }
      return new StreamingResponse(own(), { mediaType: "text/event-stream" });
    });
    app.get("/short", async function* (): AsyncGenerator<number> {
      yield 1;
      await sleep(100);
      yield 2;
    });
    app.get("/long", async function* (): AsyncGenerator<number> {
      yield 1;
      await sleep(2000);
    });
    return app;
  },
  async ({ server, fetch, errors }) => {
    const paths = ["/events", "/ignorant", "/own", "/short", "/long"];
    const readers: Record<string, TextReader> = {};
    for (const path of paths) {
      const reader = new TextReader(await fetch(path));
      await reader.until(/1/);
      readers[path] = reader;
    }
    const closed = server.close(600);
    const texts: Record<string, string> = {};
    for (const path of paths.slice(0, 4)) texts[path] = (await readers[path]?.all()) ?? "";
    assert.match(texts["/events"] ?? "", /^data: 1\n\nretry: \d+\n\n$/);
    assert.match(texts["/ignorant"] ?? "", /^data: 1\n\nretry: \d+\n\n$/);
    const [, retry = ""] = /retry: (\d+)/.exec(texts["/events"] ?? "") ?? [];
    assert.ok(Number(retry) >= 30 && Number(retry) <= 300, retry);
    assert.equal(texts["/own"], "data: 1\n\n");
    assert.equal(texts["/short"], "1\n2\n");
    await assert.rejects(async () => readers["/long"]?.all());
    await closed;
    assert.equal(ended, true);
    assert.deepEqual(errors, []);
  },
);
