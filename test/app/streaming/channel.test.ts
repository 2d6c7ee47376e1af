import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Channel, type EventStream, type LastEventId, Millrace, type Query } from "../../../src/index.ts";
import type { Handle } from "../../../src/http/engine.ts";
import { serve } from "../../../src/http/node/index.ts";
import { head, serving } from "../../http/node/connection.ts";
import { eventually, overEach, TextReader } from "./served.ts";

interface Item {
  n: number;
  text?: string;
}

/** A channel of the test under way, since the handlers are declared before it. */
let channel = new Channel<Item>();

function live(): Millrace {
  channel = new Channel<Item>();
  const app = new Millrace();
  app.get("/live", (lastEventId: LastEventId, replay: Query<number> = 0): EventStream<Item> =>
    channel.subscribe({ replay, lastEventId }),
  );
  app.get("/generator", async function* (signal: AbortSignal): EventStream<Item> {
    yield { n: -1 };
    yield* channel.subscribe({ signal });
  });
  app.get("/closed", (): EventStream<Item> => {
    const closed = new Channel<Item>();
    closed.close();
    return closed.subscribe();
  });
  app.get("/closed items", (): AsyncGenerator<Item> => {
    const closed = new Channel<Item>();
    closed.close();
    return closed.items();
  });
  return app;
}

const handle = (app: Millrace): Handle => {
  return (exchange) => app.handle(exchange);
};

/** What was sent, without the ids, which are made at random, and without beats. */
const plain = (text: string): string => text.replaceAll(/id: .*\n/g, "").replaceAll(": ping\n\n", "");

overEach(
  "a subscription that a handler returns, or yields from, is sent as events",
  live,
  async ({ fetch }) => {
    const readers = [
      new TextReader(await fetch("/live")),
      new TextReader(await fetch("/generator")),
    ] as const;
    await eventually("both subscribe", () => channel.size === 2);
    void channel.publish({ n: 1 });
    await readers[0].until(/"n":1/);
    void channel.publish({ n: 2 }, { event: "special", id: "my-id" });
    void channel.publish({ n: 3, secret: true } as Item);
    channel.close();
    const rest = 'data: {"n":1}\n\nevent: special\ndata: {"n":2}\n\ndata: {"n":3}\n\n';
    assert.equal(plain(await readers[0].all()), rest);
    assert.equal(plain(await readers[1].all()), `data: {"n":-1}\n\n${rest}`);
    assert.match(readers[0].text, /^event: special\ndata: {"n":2}\nid: my-id$/m);
    assert.equal(channel.size, 0);
  },
);

overEach("a client that comes back goes on where it was", live, async ({ fetch }) => {
  const leave = new AbortController();
  const reader = new TextReader(await fetch("/live", { signal: leave.signal }));
  await eventually("it subscribes", () => channel.size === 1);
  void channel.publish({ n: 1 });
  await reader.until(/id: .*\n/);
  const id = /id: (.*)\n/.exec(reader.text)?.[1] ?? "";
  leave.abort();
  await eventually("it is let go", () => channel.size === 0);
  void channel.publish({ n: 2 });
  void channel.publish({ n: 3 });
  const back = new TextReader(await fetch("/live", { headers: { "last-event-id": id } }));
  await back.until(/"n":3/);
  void channel.publish({ n: 4 });
  channel.close();
  const text = plain(await back.all());
  assert.equal(text, [2, 3, 4].map((n) => `data: {"n":${n}}\n\n`).join(""));
});

overEach("a client whose events are gone is told so", live, async ({ fetch }) => {
  void channel.publish({ n: 1 });
  channel.close();
  const response = await fetch("/live", { headers: { "last-event-id": "of another day" } });
  assert.equal(plain(await response.text()), 'event: gap\ndata: {"missed":null}\n\ndata: {"n":1}\n\n');
});

overEach(
  "a closed channel with nothing left to give is 204, at which an EventSource does not come back",
  live,
  async ({ fetch }) => {
    void channel.publish({ n: 1 }, { id: "first" });
    channel.close();
    const left = await fetch("/live?replay=1");
    assert.deepEqual([left.status, plain(await left.text())], [200, 'data: {"n":1}\n\n']);
    for (const [path, headers] of [
      ["/live", { "last-event-id": "first" }],
      ["/live", {}],
      ["/closed", {}],
      ["/closed items", { accept: "text/event-stream" }],
    ] as const) {
      const response = await fetch(encodeURI(path), { headers });
      assert.deepEqual([response.status, await response.text()], [204, ""], path);
      assert.match(response.headers.get("cache-control") ?? "", /^no-cache/);
    }
    const lines = await fetch("/closed%20items");
    assert.deepEqual([lines.status, await lines.text()], [200, ""]);
  },
);

overEach("HEAD never subscribes", live, async ({ fetch }) => {
  const response = await fetch("/live", { method: "HEAD" });
  assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  await eventually("nobody is there", () => channel.size === 0);
});

overEach("an item that is not of the route's type cuts the stream", live, async ({ fetch, errors }) => {
  const reader = new TextReader(await fetch("/live"));
  await eventually("it subscribes", () => channel.size === 1);
  void channel.publish({ n: 1 });
  await reader.until(/"n":1/);
  void channel.publish({ n: "two" } as unknown as Item);
  await assert.rejects(reader.all());
  assert.equal(errors.length, 1);
  assert.match(String(errors[0]), /ResponseValidationError/);
  assert.equal(channel.size, 0);
});

overEach(
  "items of a channel are sent in the format that each client prefers",
  () => {
    const app = live();
    app.get("/items", (): AsyncGenerator<Item> => channel.items({ replay: 1 }));
    return app;
  },
  async ({ fetch }) => {
    void channel.publish({ n: 0 });
    const accepted = ["application/jsonl", "text/event-stream", "application/json"];
    const answers = accepted.map((accept) => fetch("/items", { headers: { accept } }));
    await eventually("all subscribe", () => channel.size === 3);
    void channel.publish({ n: 1, secret: true } as Item, { event: "special" });
    channel.close();
    const [lines, events, array] = await Promise.all(answers.map(async (answer) => (await answer).text()));
    assert.equal(lines, '{"n":0}\n{"n":1}\n');
    assert.equal(plain(events ?? ""), 'data: {"n":0}\n\nevent: special\ndata: {"n":1}\n\n');
    assert.equal(events?.match(/^id: /gm)?.length, 2);
    assert.deepEqual(JSON.parse(array ?? ""), [{ n: 0 }, { n: 1 }]);
    assert.equal(channel.size, 0);
  },
);

test("a result that is inferred from a channel is documented as what it is", () => {
  const app = new Millrace();
  app.get("/events", () => channel.subscribe());
  app.get("/items", () => channel.items());
  const content = (path: string): string[] => {
    const [response] = Object.values(app.openapi().paths?.[path]?.get?.responses ?? {});
    return Object.keys((response as { content: object }).content);
  };
  assert.deepEqual(content("/events"), ["text/event-stream"]);
  assert.ok(content("/items").includes("application/jsonl"));
});

test("an event is encoded once for all that are sent it, however they are sent it", async (t) => {
  const app = live();
  let reads = 0;
  const server = await serve(app, { port: 0, grace: 0 });
  t.after(() => server.close());
  const responses = await Promise.all(Array.from({ length: 20 }, () => fetch(`${server.url}/live`)));
  for (let i = 0; i < 5; i++) responses.push(await fetch(`${server.url}/generator`));
  await eventually("all subscribe", () => channel.size === 25);
  void channel.publish({
    get n() {
      reads += 1;
      return 7;
    },
  });
  const measured = reads;
  channel.close();
  for (const response of responses) assert.match(await response.text(), /data: {"n":7}\n/);
  assert.equal(reads, measured + 2, "once for each of the two routes");
});

test("what is published in a turn of the event loop is one chunk, and each turn has its own", async (t) => {
  const open = await serving(t, handle(live()));
  const client = open().say(head("GET", "/live"));
  await client.hears(/: ping\n\n/);
  for (let n = 0; n < 3; n++) void channel.publish({ n });
  await client.hears(/"n":2/);
  for (let n = 3; n < 6; n++) void channel.publish({ n });
  await client.hears(/"n":5/);
  const chunks = [...client.heard.matchAll(/^([0-9a-f]+)\r\n(?=data)/gm)];
  assert.equal(chunks.length, 2);
  const body = client.heard.slice(client.heard.indexOf("data:"));
  assert.equal(body.indexOf("\r\n"), Number.parseInt(chunks[0]?.[1] ?? "", 16));
});

test("many events at once are sent in chunks of a bounded size, and all arrive", async (t) => {
  const open = await serving(t, handle(live()));
  const client = open().say(head("GET", "/live"));
  await eventually("it subscribes", () => channel.size === 1);
  const text = "x".repeat(1000);
  for (let n = 0; n < 900; n++) void channel.publish({ n, text });
  channel.close();
  await client.hears(/\r\n0\r\n\r\n$/);
  const sizes = [...client.heard.matchAll(/^([0-9a-f]+)\r\n(?=data)/gm)].map(([, hex = ""]) =>
    Number.parseInt(hex, 16),
  );
  assert.ok(sizes.length > 10 && Math.max(...sizes) < 70_000, sizes.join());
  const numbers = [...client.heard.matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n));
  assert.deepEqual(
    numbers,
    Array.from({ length: 900 }, (_, n) => n),
  );
});

test("the connection serves its next request when the channel is closed", async (t) => {
  const open = await serving(t, handle(live()));
  const client = open().say(head("GET", "/live"));
  await eventually("it subscribes", () => channel.size === 1);
  void channel.publish({ n: 1 });
  channel.close();
  await client.hears(/"n":1[^]*\r\n0\r\n\r\n$/);
  const warnings: Error[] = [];
  const warned = (warning: Error): void => void warnings.push(warning);
  process.on("warning", warned);
  t.after(() => process.off("warning", warned));
  for (let i = 0; i < 15; i++) {
    client.heard = "";
    client.say(head("GET", "/live?replay=1"));
    await client.hears(/^HTTP\/1\.1 200 OK[^]*\r\n0\r\n\r\n$/);
  }
  await turn();
  assert.deepEqual(warnings, [], "no response leaves listeners on the connection");
});

test("a response that waits behind another one is sent in its turn", async (t) => {
  const app = live();
  const gate = Promise.withResolvers<string>();
  app.get("/slow", () => gate.promise);
  const open = await serving(t, handle(app));
  const client = open().say(head("GET", "/slow") + head("GET", "/live?replay=1"));
  await eventually("it subscribes", () => channel.size === 1);
  void channel.publish({ n: 1 });
  await turn();
  assert.equal(client.heard, "");
  gate.resolve("first");
  await client.hears(/"first"[^]*data: {"n":1}/);
  client.leave();
  await eventually("it is let go", () => channel.size === 0);
});

test("to HTTP/1.0 events are sent without framing, and the end is that of the connection", async (t) => {
  const open = await serving(t, handle(live()));
  const client = open().say("GET /live HTTP/1.0\r\n\r\n");
  await eventually("it subscribes", () => channel.size === 1);
  void channel.publish({ n: 1 });
  channel.close();
  const body = (await client.all()).split("\r\n\r\n")[1] ?? "";
  assert.equal(plain(body), 'data: {"n":1}\n\n');
});

test("silent subscribers are sent beats, by one timer", async (t) => {
  const quiet = new Channel<Item>();
  const app = new Millrace();
  app.get("/", { heartbeat: 0.05 }, (): EventStream<Item> => quiet.subscribe());
  const open = await serving(t, handle(app));
  const clients = Array.from({ length: 5 }, () => open().say(head("GET", "/")));
  await eventually("all subscribe", () => quiet.size === 5);
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  for (const client of clients) await client.hears(/(: ping\n\n[^]*){4}/);
  assert.ok(timers() <= before);
  for (const client of clients) client.leave();
  await eventually("all are let go", () => quiet.size === 0);
});
