import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Channel, type ChannelOptions, type EventStream, Millrace } from "../../../src/index.ts";
import { type Connection, head, serving } from "../../http/node/connection.ts";
import { eventually } from "./served.ts";

interface Item {
  n: number;
  text: string;
}

const text = "x".repeat(10_000);

/** A channel with one subscriber who reads and one who does not. */
async function withStalled(
  t: TestContext,
  options: ChannelOptions<Item>,
): Promise<{ channel: Channel<Item>; reading: Connection; stalled: Connection; errors: unknown[] }> {
  const channel = new Channel<Item>(options);
  const app = new Millrace();
  const errors: unknown[] = [];
  app.onError = (error) => void errors.push(error);
  app.get("/", (): EventStream<Item> => channel.subscribe());
  const open = await serving(t, (exchange) => app.handle(exchange));
  const [reading, stalled] = [open(), open()];
  for (const client of [reading, stalled]) {
    client.say(head("GET", "/"));
    await client.hears(/ping/);
  }
  stalled.socket.pause();
  await eventually("both subscribe", () => channel.size === 2);
  return { channel, reading, stalled, errors };
}

/** Publishes so much that a client which does not read must fall behind: its network takes a few MiB at most. */
async function flood(
  channel: Channel<Item>,
  reading: Connection,
  isOver: (n: number) => boolean,
): Promise<number> {
  let n = 0;
  for (; !isOver(n); n++) {
    await channel.publish({ n, text });
    if (n % 20 === 19) await reading.hears(new RegExp(`"n":${n},`));
    reading.heard = reading.heard.slice(-100);
    await turn();
  }
  return n;
}

function numbersIn(heard: string): number[] {
  return [...heard.matchAll(/data: {"n":(\d+)/g)].map(([, n]) => Number(n));
}

test("`disconnect` cuts off a client that does not read, and nobody else", async (t) => {
  const { channel, reading, stalled, errors } = await withStalled(t, { buffer: { items: 50 } });
  const n = await flood(channel, reading, () => channel.size === 1);
  stalled.socket.resume();
  await stalled.closed;
  assert.doesNotMatch(stalled.heard, /\r\n0\r\n\r\n$/);
  const numbers = numbersIn(stalled.heard);
  assert.ok(numbers.length < n && numbers.every((number, index) => number === index));
  await channel.publish({ n, text });
  await reading.hears(new RegExp(`"n":${n},`));
  assert.deepEqual(errors, [], "a slow client is no error of the program");
});

test("`disconnect` cuts a stream that is asked for chunks, and one that yields from the channel", async () => {
  const channel = new Channel<Item>({ buffer: { items: 5 } });
  const app = new Millrace();
  const errors: unknown[] = [];
  app.onError = (error) => void errors.push(error);
  app.get("/returned", (): EventStream<Item> => channel.subscribe());
  app.get("/yielded", async function* (): EventStream<Item> {
    yield* channel.subscribe();
  });
  for (const path of ["/returned", "/yielded"]) {
    const reader = (await app.fetch(new Request(`http://test${path}`))).body!.getReader();
    const first = reader.read();
    await eventually("it subscribes", () => channel.size === 1);
    await channel.publish({ n: 0, text });
    await first;
    for (let n = 1; n < 20; n++) {
      await channel.publish({ n, text });
      await turn();
    }
    assert.equal(channel.size, 0, "it is gone before it is asked");
    await assert.rejects(async () => {
      for (;;) if ((await reader.read()).done) return;
    }, /fallen behind/);
  }
  assert.deepEqual(errors, []);
});

test("`drop-oldest` keeps it, and tells it what it has missed", async (t) => {
  const { channel, reading, stalled } = await withStalled(t, {
    buffer: { items: 50 },
    slowConsumer: "drop-oldest",
  });
  const n = await flood(channel, reading, (count) => count === 2000);
  channel.close();
  stalled.socket.resume();
  await stalled.hears(/\r\n0\r\n\r\n$/);
  const numbers = numbersIn(stalled.heard);
  const missed = [...stalled.heard.matchAll(/event: gap\ndata: {"missed":(\d+)}/g)].map(([, count]) =>
    Number(count),
  );
  assert.equal(missed.length, 1);
  assert.equal(numbers.length + (missed[0] ?? 0), n);
  assert.ok(numbers.length < n);
  assert.deepEqual(
    numbers.slice(-50),
    Array.from({ length: 50 }, (_, i) => n - 50 + i),
  );
});

test("`latest` gives it the newest when it reads again", async (t) => {
  const { channel, reading, stalled } = await withStalled(t, { slowConsumer: "latest" });
  const n = await flood(channel, reading, (count) => count === 2000);
  stalled.socket.resume();
  await stalled.hears(new RegExp(`"n":${n - 1},`));
  const numbers = numbersIn(stalled.heard);
  assert.ok(numbers.length < n / 2, `${numbers.length} of ${n}`);
  assert.ok(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0)));
});

test("`block` waits for it, and goes on when it leaves", async (t) => {
  const { channel, stalled } = await withStalled(t, { buffer: { items: 50 }, slowConsumer: "block" });
  let n = 0;
  const publishing = (async () => {
    for (; n < 2000; n++) await channel.publish({ n, text });
  })();
  let last = -1;
  while (n > last) {
    last = n;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.ok(n < 2000, "the publisher is held");
  stalled.leave();
  await publishing;
});
