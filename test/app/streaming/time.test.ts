import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type EventStream, Millrace } from "../../../src/index.ts";
import { eventually, overEach, TextReader } from "./served.ts";

let gate = Promise.withResolvers<void>();

overEach(
  "events are kept alive by comments, JSON Lines and arrays by blank lines where the route says so, and text by nothing",
  () => {
    const app = new Millrace({ firstItemPatience: 20 });
    const heartbeat = 0.02;
    async function* slow(): AsyncGenerator<number> {
      yield 1;
      await gate.promise;
      yield 2;
    }
    app.get("/events", { heartbeat }, async function* (): EventStream<number> {
      yield* slow();
    });
    app.get("/items", { heartbeat }, slow);
    app.get("/silent", slow);
    app.get("/never", { heartbeat: 0 }, async function* (): EventStream<number> {
      yield* slow();
    });
    app.get("/text", { heartbeat }, async function* () {
      for await (const item of slow()) yield String(item);
    });
    return app;
  },
  async ({ fetch }) => {
    const text = async (path: string, until: RegExp, accept = "*/*"): Promise<string> => {
      gate = Promise.withResolvers();
      const reader = new TextReader(await fetch(path, { headers: { accept } }));
      await reader.until(until);
      gate.resolve();
      return reader.all();
    };
    assert.match(await text("/events", /(: ping\n\n){2}/), /^data: 1\n\n(: ping\n\n)+data: 2\n\n$/);
    assert.match(await text("/items", /1\n\n\n/), /^1\n\n+2\n$/);
    const array = await text("/items", /\n\n/, "application/json");
    assert.match(array, /^\[1\n+,2\]$/);
    assert.deepEqual(JSON.parse(array), [1, 2]);
    for (const [path, expected] of [
      ["/never", "data: 1\n\ndata: 2\n\n"],
      ["/silent", "1\n2\n"],
      ["/text", "12"],
    ] as const) {
      gate = Promise.withResolvers();
      const asked = fetch(path).then((response) => response.text());
      await sleep(100);
      gate.resolve();
      assert.equal(await asked, expected);
    }
  },
);

overEach(
  "a stream that has lived long enough is ended: events cleanly, everything else is cut; neither is an error",
  () => {
    const app = new Millrace();
    const ended: string[] = [];
    app.get("/events", { lifetime: 0.05 }, async function* (signal: AbortSignal): EventStream<number> {
      try {
        yield 1;
        await sleep(60_000, undefined, { signal });
      } finally {
        ended.push("events");
      }
    });
    app.get("/items", { lifetime: 0.05 }, async function* (signal: AbortSignal): AsyncGenerator<number> {
      try {
        yield 1;
        await sleep(60_000, undefined, { signal });
      } finally {
        ended.push("items");
      }
    });
    app.get("/told", { lifetime: 0.05, errorRecords: true }, async function* (): AsyncGenerator<number> {
      yield 1;
      await sleep(200);
    });
    app.get("/short", { lifetime: Infinity, heartbeat: Infinity }, function* (): Generator<number> {
      yield 1;
    });
    app.get("/ended", () => ended);
    return app;
  },
  async ({ fetch, errors }) => {
    assert.equal(await (await fetch("/events")).text(), "data: 1\n\n");
    const items = new TextReader(await fetch("/items"));
    await assert.rejects(items.all());
    assert.equal(items.text, "1\n");
    const told = new TextReader(await fetch("/told"));
    await assert.rejects(told.all());
    assert.match(
      told.text,
      /^1\n\{"error":\{"status":503,"detail":"The stream has been ended after 0\.05 s"\}\}\n$/,
    );
    assert.equal(await (await fetch("/short")).text(), "1\n");
    let ended: unknown[] = [];
    for (let i = 0; i < 100 && ended.length < 2; i++)
      ended = (await (await fetch("/ended")).json()) as unknown[];
    assert.deepEqual(ended, ["events", "items"]);
    await eventually("nothing is reported", () => errors.length === 0);
  },
);
