import assert from "node:assert/strict";
import {
  type EventStream,
  type Int,
  type LastEventId,
  Millrace,
  ServerSentEvent,
} from "../../../src/index.ts";
import { overEach, TextReader } from "./served.ts";

interface Price {
  price: number;
}

interface Trade {
  amount: Int;
}

type Feed = ServerSentEvent<Price, "price"> | ServerSentEvent<Trade, "trade">;

const secret = { price: 1, secret: true };

overEach(
  "each type of event has its own data, which is filtered and checked by it",
  () => {
    const app = new Millrace();
    app.get("/feed", async function* (): EventStream<Feed> {
      yield new ServerSentEvent({ data: secret as Price, event: "price", id: "1" });
      yield new ServerSentEvent({ data: { amount: 3 }, event: "trade", retry: 100 });
      yield new ServerSentEvent<never, "trade">({ rawData: "as it is", event: "trade", comment: "raw" });
      yield new ServerSentEvent<never, "price">({ event: "price" });
    });
    app.get("/others", async function* (): EventStream<Trade | ServerSentEvent<Price, "price">> {
      yield { amount: 1 };
      yield new ServerSentEvent({ data: secret as Price, event: "price" });
    });
    app.get("/wrong data", async function* (): EventStream<Feed> {
      yield new ServerSentEvent({ data: { price: 1 }, event: "price" });
      yield new ServerSentEvent({ data: { amount: 1.5 }, event: "trade" });
    });
    app.get("/wrong type", async function* (): EventStream<Feed> {
      yield new ServerSentEvent({ data: { price: 1 }, event: "price" });
      yield new ServerSentEvent({ data: { price: 1 }, event: "nobody" }) as unknown as Feed;
    });
    return app;
  },
  async ({ fetch, errors }) => {
    assert.equal(
      await (await fetch("/feed")).text(),
      'event: price\ndata: {"price":1}\nid: 1\n\n' +
        'event: trade\ndata: {"amount":3}\nretry: 100\n\n' +
        ": raw\nevent: trade\ndata: as it is\n\n" +
        "event: price\n\n",
    );
    assert.equal(
      await (await fetch("/others")).text(),
      'data: {"amount":1}\n\nevent: price\ndata: {"price":1}\n\n',
    );
    for (const [path, message] of [
      ["/wrong%20data", /response\.amount: Input should be a valid integer/],
      ["/wrong%20type", /response\.event: Input should be 'price' or 'trade'/],
    ] as const) {
      const reader = new TextReader(await fetch(path));
      await assert.rejects(reader.all());
      assert.equal(reader.text, 'event: price\ndata: {"price":1}\n\n');
      while (errors.length === 0) await new Promise(setImmediate);
      assert.match(String(errors.shift()), message);
    }
  },
);

overEach(
  "a client that comes back goes on after the last event that it has seen",
  () => {
    const app = new Millrace();
    app.get("/", async function* (after: LastEventId<Int> = 0): EventStream<Int> {
      for (let id = after + 1; id <= 3; id++) yield new ServerSentEvent({ data: id, id: String(id) });
    });
    return app;
  },
  async ({ fetch }) => {
    const text = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
      (await (await fetch(path, { headers })).text()).replace(/data: |id: \d|\n/g, "");
    assert.equal(await text("/"), "123");
    assert.equal(await text("/", { "Last-Event-ID": "1" }), "23");
    assert.equal(await text("/?lastEventId=2"), "3");
    assert.equal((await fetch("/", { headers: { "Last-Event-ID": "x" } })).status, 422);
  },
);
