import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type EventStream, HTTPException, Millrace, type Reply } from "../../../src/index.ts";
import { overEach, TextReader } from "./served.ts";

interface Tick {
  tick: number;
}

overEach(
  "an error before the first item is an answer of its own",
  () => {
    const app = new Millrace();
    app.get("/events", async function* (): EventStream<Tick> {
      await sleep(1);
      throw new HTTPException(403, "no", { headers: { "x-why": "because" } });
    });
    app.get("/lines", function* (): Generator<Tick> {
      throw new HTTPException(404);
    });
    app.get("/text", async function* () {
      yield* [""].slice(1);
      throw new Error("broken");
    });
    app.get("/unfit", function* (): Generator<Tick> {
      yield { tick: "no number" as unknown as number };
    });
    return app;
  },
  async ({ fetch, errors }) => {
    const answers: unknown[] = [];
    for (const path of ["/events", "/lines", "/text", "/unfit"]) {
      const response = await fetch(path);
      answers.push([response.status, response.headers.get("x-why"), await response.text()]);
    }
    assert.deepEqual(answers, [
      [403, "because", '{"detail":"no"}'],
      [404, null, '{"detail":"Not Found"}'],
      [500, null, "Internal Server Error"],
      [500, null, "Internal Server Error"],
    ]);
    assert.deepEqual(
      errors.map((error) => (error as Error).name),
      ["Error", "ResponseValidationError"],
    );
  },
);

overEach(
  "status, headers and cookies are set inside the generator, up to its first item",
  () => {
    const app = new Millrace();
    app.get("/", async function* (reply: Reply): AsyncGenerator<Tick> {
      await sleep(1);
      reply.status = 202;
      reply.headers.set("x-count", "2");
      reply.setCookie("seen", "yes");
      yield { tick: 1 };
      reply.headers.set("x-late", "too late");
      yield { tick: 2 };
    });
    return app;
  },
  async ({ fetch }) => {
    const response = await fetch("/");
    assert.equal(response.status, 202);
    assert.equal(response.headers.get("x-count"), "2");
    assert.equal(response.headers.get("x-late"), null);
    assert.match(response.headers.getSetCookie()[0] ?? "", /^seen=yes/);
    assert.equal(await response.text(), '{"tick":1}\n{"tick":2}\n');
  },
);

overEach(
  "a first item that is slow does not hold back the head for ever; events open with a comment",
  () => {
    const app = new Millrace({ firstItemPatience: 20 });
    app.get("/events", async function* (signal: AbortSignal): EventStream<Tick> {
      await sleep(60_000, undefined, { signal });
      yield { tick: 1 };
    });
    app.get("/lines", async function* (): AsyncGenerator<Tick> {
      await sleep(60);
      yield { tick: 1 };
    });
    return app;
  },
  async ({ fetch }) => {
    const leave = new AbortController();
    const events = new TextReader(await fetch("/events", { signal: leave.signal }));
    await events.until(/^: ping\n\n$/);
    const lines = await fetch("/lines");
    assert.equal(await lines.text(), '{"tick":1}\n');
    leave.abort();
    await assert.rejects(events.all());
  },
);

overEach(
  "a stream without an item is empty, and may be answered 204 or 304, which have no body",
  () => {
    const app = new Millrace();
    for (const status of [200, 204, 304])
      app.get(`/${status}`, async function* (reply: Reply): EventStream<Tick> {
        reply.status = status;
      });
    return app;
  },
  async ({ fetch }) => {
    for (const status of [200, 204, 304]) {
      const response = await fetch(`/${status}`);
      assert.equal(response.status, status);
      assert.equal(await response.text(), "");
    }
  },
);

overEach(
  "neither HEAD nor a status without a body ever runs the generator, and dependencies are cleaned up",
  () => {
    const app = new Millrace();
    const log: string[] = [];
    app.state["log"] = log;
    async function* resource() {
      yield "r";
      log.push("cleaned up");
    }
    app.get("/", { dependencies: [resource] }, async function* (): AsyncGenerator<Tick> {
      log.push("ran");
      yield { tick: 1 };
    });
    app.get("/204", { status: 204, dependencies: [resource] }, async function* (): AsyncGenerator<Tick> {
      log.push("ran");
      yield { tick: 1 };
    });
    app.get("/log", () => log);
    return app;
  },
  async ({ fetch }) => {
    const head = await fetch("/", { method: "HEAD" });
    assert.deepEqual([head.status, head.headers.get("content-type")], [200, "application/jsonl"]);
    assert.equal((await fetch("/204")).status, 204);
    const log = async (): Promise<unknown> => (await fetch("/log")).json();
    let seen: unknown;
    for (let i = 0; i < 100 && (seen as string[] | undefined)?.length !== 2; i++) seen = await log();
    assert.deepEqual(seen, ["cleaned up", "cleaned up"]);
  },
);
