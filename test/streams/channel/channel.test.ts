import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Channel, ChannelClosedError } from "../../../src/streams/channel/channel.ts";
import { ChannelGap, type Received } from "../../../src/streams/channel/event.ts";
import { DelayedLog } from "./delayed-log.ts";

/** Data, or how many are missing as `-n`. */
function shown(received: Received<unknown>): unknown {
  return received instanceof ChannelGap ? `-${received.missed}` : received.data;
}

async function allOf(subscription: AsyncIterable<Received<unknown>>): Promise<unknown[]> {
  return Array.fromAsync(subscription, shown);
}

function publishNumbers(channel: Channel<number>, from: number, to: number): void {
  for (let i = from; i < to; i++) void channel.publish(i);
}

describe("a channel", () => {
  test("gives each subscriber all that is published from then on, in order", async () => {
    const channel = new Channel<number>();
    publishNumbers(channel, 0, 2);
    const first = channel.subscribe();
    publishNumbers(channel, 2, 4);
    const second = channel.subscribe();
    publishNumbers(channel, 4, 6);
    channel.close();
    assert.deepEqual(await Promise.all([allOf(first), allOf(second)]), [
      [2, 3, 4, 5],
      [4, 5],
    ]);
  });

  test("gives one event object to all, with its own id and type", async () => {
    const channel = new Channel<string>();
    const [first, second] = [channel.subscribe(), channel.subscribe()];
    void channel.publish("a", { event: "greeting" });
    const [one, other] = [(await first.next()).value, (await second.next()).value];
    assert.ok(one);
    assert.equal(one, other);
    assert.deepEqual(shown(one), "a");
    assert.equal(one.fields.event, "greeting");
    assert.match(one.fields.id ?? "", /^[\w-]{1,40}$/);
  });

  test("gives the newest of the past to those who ask for them", async () => {
    const channel = new Channel<number>();
    publishNumbers(channel, 0, 10);
    const subscription = channel.subscribe({ replay: 3 });
    publishNumbers(channel, 10, 12);
    channel.close();
    assert.deepEqual(await allOf(subscription), [7, 8, 9, 10, 11]);
  });

  test("goes on after the last event that a subscriber has had", async () => {
    const channel = new Channel<number>();
    const before = channel.subscribe();
    publishNumbers(channel, 0, 3);
    const { value } = await before.next();
    await before.return();
    const subscription = channel.subscribe({ lastEventId: value?.fields.id, replay: 100 });
    publishNumbers(channel, 3, 5);
    channel.close();
    assert.deepEqual(await allOf(subscription), [1, 2, 3, 4]);
  });

  test("says where events are gone, and how many", async () => {
    const channel = new Channel<number>({ replay: { items: 2 } });
    const before = channel.subscribe();
    publishNumbers(channel, 0, 1);
    const { value } = await before.next();
    publishNumbers(channel, 1, 10);
    const known = channel.subscribe({ lastEventId: value?.fields.id });
    const unknown = channel.subscribe({ lastEventId: "from-before-a-restart" });
    channel.close();
    assert.deepEqual(await allOf(known), ["-7", 8, 9]);
    assert.deepEqual(await allOf(unknown), ["-undefined", 8, 9]);
  });

  test("loses and doubles nothing between the past and what is to come", async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    let asked = 0;
    const log = new DelayedLog<number>({ items: 1000, bytes: 1e6 }, () => gates[asked++]?.promise ?? turn());
    const channel = new Channel<number>({ log });
    for (let i = 0; i < 3; i++) await channel.publish(i);
    const subscription = channel.subscribe({ replay: 2 });
    // These are told of live, and are in the answer of the log as well.
    for (let i = 3; i < 6; i++) await channel.publish(i);
    const early = subscription.next();
    gates[0].resolve();
    assert.ok((await early).value);
    for (let i = 6; i < 8; i++) await channel.publish(i);
    channel.close();
    assert.deepEqual(await allOf(subscription), [5, 6, 7]);
  });

  test("passes on what its log throws", async () => {
    const failure = new Error("the database is away");
    const log = new DelayedLog<number>({ items: 10, bytes: 1e6 }, () => Promise.reject(failure));
    const channel = new Channel<number>({ log });
    const subscription = channel.subscribe({ replay: 1 });
    await assert.rejects(subscription.next(), failure);
    assert.equal(channel.size, 0);
    assert.deepEqual(await subscription.next(), { done: true, value: undefined });
  });

  test("ends all subscribers when it is closed, and takes nothing more", async () => {
    const channel = new Channel<number>();
    const parked = channel.subscribe();
    const step = parked.next();
    const behind = channel.subscribe();
    publishNumbers(channel, 0, 2);
    channel.close();
    channel.close();
    assert.equal(shown((await step).value as Received<number>), 0);
    assert.deepEqual(await allOf(behind), [0, 1]);
    assert.deepEqual(await allOf(parked), [1]);
    assert.throws(() => void channel.publish(2), ChannelClosedError);
    assert.deepEqual(await allOf(channel.subscribe()), []);
    assert.equal(channel.size, 0);
  });

  test("refuses limits that hold nothing, and events of several lines", () => {
    assert.throws(() => new Channel({ buffer: { items: 0 } }), RangeError);
    assert.throws(() => new Channel({ replay: { bytes: -1 } }), RangeError);
    const channel = new Channel<number>();
    assert.throws(() => void channel.publish(1, { event: "a\nb" }), TypeError);
    assert.throws(() => void channel.publish(1, { id: "a\0" }), TypeError);
  });
});

describe("the items of a channel", () => {
  test("come without their envelopes and without gaps", async () => {
    const channel = new Channel<string>({ replay: { items: 2 } });
    for (const item of ["a", "b", "c"]) void channel.publish(item);
    const items = channel.items({ lastEventId: "unknown" });
    void channel.publish("d", { event: "special" });
    channel.close();
    assert.deepEqual(await Array.fromAsync(items), ["b", "c", "d"]);
  });

  test("leave nothing behind, also while somebody waits for the next one", async () => {
    const channel = new Channel<string>();
    const items = channel.items();
    const step = items.next();
    await items.return();
    assert.deepEqual(await step, { done: true, value: undefined });
    await assert.rejects(channel.items().throw(new Error("enough")), /enough/);
    {
      await using disposed = channel.items();
      assert.ok(disposed);
    }
    assert.equal(channel.size, 0);
  });
});

describe("a subscriber who leaves", () => {
  test("leaves nothing behind: by break, by return, by its signal, by an error", async () => {
    const channel = new Channel<number>();
    const controller = new AbortController();
    const { signal } = controller;
    const parked = channel.subscribe({ signal });
    const step = parked.next();
    const returned = channel.subscribe({ signal });
    const thrown = channel.subscribe();
    const broken = channel.subscribe();
    assert.equal(channel.size, 4);
    publishNumbers(channel, 0, 3);
    for await (const received of broken) if (shown(received) === 1) break;
    await returned.return();
    await assert.rejects(thrown.throw(new Error("enough")), /enough/);
    assert.equal(channel.size, 1);
    assert.equal(getEventListeners(signal, "abort").length, 1);
    await step;
    const last = parked
      .next()
      .then(() => parked.next())
      .then(() => parked.next());
    controller.abort();
    assert.deepEqual(await last, { done: true, value: undefined });
    assert.equal(channel.size, 0);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  test("never comes where its signal is aborted already", async () => {
    const channel = new Channel<number>();
    const subscription = channel.subscribe({ signal: AbortSignal.abort(), replay: 5 });
    assert.equal(channel.size, 0);
    assert.deepEqual(await allOf(subscription), []);
  });

  test("is disposed of at the end of a block", async () => {
    const channel = new Channel<number>();
    {
      await using subscription = channel.subscribe();
      assert.equal(channel.size, 1);
      assert.equal(subscription.missed, 0);
    }
    assert.equal(channel.size, 0);
  });
});
