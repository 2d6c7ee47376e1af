import assert from "node:assert/strict";
import { test } from "node:test";
import { EventSource } from "eventsource";
import { serve } from "../../src/http/node/index.ts";
import { type EventStream, type Int, type LastEventId, Millrace, ServerSentEvent } from "../../src/index.ts";

interface Tick {
  tick: Int;
}

const app = new Millrace();

/** Three ticks a connection, each with its number as the id; from where the client was. */
app.get("/ticks", async function* (lastEventId: LastEventId<Int>): EventStream<Tick> {
  const start = lastEventId ?? 0;
  for (let tick = start + 1; tick <= start + 3; tick++) {
    yield new ServerSentEvent({ data: { tick }, id: String(tick), event: "tick", retry: 10 });
  }
});

test("a client after the WHATWG standard reads the events, connects again, and goes on where it was", async () => {
  const server = await serve(app, { host: "127.0.0.1", port: 0 });
  const source = new EventSource(`${server.url}/ticks`);
  try {
    const ticks = await new Promise<number[]>((resolve, reject) => {
      const seen: number[] = [];
      source.addEventListener("tick", ({ data, lastEventId }) => {
        const { tick } = JSON.parse(data) as Tick;
        if (String(tick) !== lastEventId) reject(new Error(`tick ${tick} has the id ${lastEventId}`));
        if (seen.push(tick) === 7) resolve([...seen]);
      });
    });
    assert.deepEqual(ticks, [1, 2, 3, 4, 5, 6, 7]);
  } finally {
    source.close();
    await server.close(0);
  }
});
