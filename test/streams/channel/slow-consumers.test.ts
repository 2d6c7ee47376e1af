import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Channel, ChannelClosedError } from "../../../src/streams/channel/channel.ts";
import { ChannelGap, type Received } from "../../../src/streams/channel/event.ts";
import { SlowConsumerError } from "../../../src/streams/channel/fanout.ts";
import { Kept } from "../../../src/streams/channel/kept.ts";
import { ChannelEvent } from "../../../src/streams/channel/event.ts";

function shown(received: Received<unknown>): unknown {
  return received instanceof ChannelGap ? `-${received.missed}` : received.data;
}

const buffer = { items: 4 };

/** Publishes numbers, one a turn of the event loop, and nobody is waited for. */
async function publishSlowly(channel: Channel<number>, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    void channel.publish(i);
    await turn();
  }
}

describe("a subscriber who falls behind by more than the buffer holds", () => {
  test("is ended under `disconnect`, at once, while others go on", async () => {
    const channel = new Channel<number>({ buffer });
    const slow = channel.subscribe();
    const quick: unknown[] = [];
    const reading = (async () => {
      for await (const received of channel.subscribe()) quick.push(shown(received));
    })();
    await publishSlowly(channel, 0, 4);
    assert.equal(channel.size, 2);
    await publishSlowly(channel, 4, 6);
    assert.equal(channel.size, 1, "it is gone before it asks for anything");
    channel.close();
    await reading;
    assert.deepEqual(quick, [0, 1, 2, 3, 4, 5]);
    await assert.rejects(slow.next(), SlowConsumerError);
    assert.deepEqual(await slow.next(), { done: true, value: undefined });
  });

  test("is given the rest and told how many are missing under `drop-oldest`", async () => {
    const channel = new Channel<number>({ buffer, slowConsumer: "drop-oldest" });
    const slow = channel.subscribe();
    await publishSlowly(channel, 0, 3);
    assert.equal(shown((await slow.next()).value as Received<number>), 0);
    await publishSlowly(channel, 3, 10);
    channel.close();
    assert.deepEqual(await Array.fromAsync(slow, shown), ["-5", 6, 7, 8, 9]);
    assert.equal(slow.missed, 5);
  });

  test("is only ever given the newest under `latest`", async () => {
    const channel = new Channel<number>({ buffer, slowConsumer: "latest" });
    const slow = channel.subscribe();
    await publishSlowly(channel, 0, 3);
    assert.equal(shown((await slow.next()).value as Received<number>), 2);
    await publishSlowly(channel, 3, 10);
    assert.equal(shown((await slow.next()).value as Received<number>), 9);
    const parked = slow.next();
    await publishSlowly(channel, 10, 11);
    assert.equal(shown((await parked).value as Received<number>), 10);
    assert.equal(slow.missed, 2 + 6);
    channel.close();
  });

  test("holds the publisher under `block`, and nothing is lost", async () => {
    const channel = new Channel<number>({ buffer, slowConsumer: "block" });
    const slow = channel.subscribe();
    let published = 0;
    const publishing = (async () => {
      for (let i = 0; i < 20; i++) {
        await channel.publish(i);
        published += 1;
      }
      channel.close();
    })();
    const received: unknown[] = [];
    for await (const item of slow) {
      received.push(shown(item));
      for (let i = 0; i < 5; i++) await turn();
      assert.ok(published <= received.length + buffer.items, `${published} after ${received.length}`);
    }
    await publishing;
    assert.deepEqual(
      received,
      Array.from({ length: 20 }, (_, i) => i),
    );
  });

  test("no longer holds the publisher once it has left", async () => {
    const channel = new Channel<number>({ buffer, slowConsumer: "block" });
    const slow = channel.subscribe();
    const publications = Array.from({ length: 10 }, (_, i) => channel.publish(i));
    await turn();
    await slow.return();
    await Promise.all(publications);
  });

  test("publishers who are held by `block` keep their order, and are told when the channel is closed", async () => {
    const channel = new Channel<number>({ buffer: { items: 1 }, slowConsumer: "block" });
    const slow = channel.subscribe();
    const publications = [0, 1, 2, 3].map((i) => channel.publish(i));
    const received: unknown[] = [];
    for (let i = 0; i < 3; i++) received.push(shown((await slow.next()).value as Received<number>));
    assert.deepEqual(received, [0, 1, 2]);
    await publications[3];
    const held = channel.publish(4);
    channel.close();
    await assert.rejects(held, ChannelClosedError);
    assert.deepEqual(await Array.fromAsync(slow, shown), [3]);
  });
});

describe("a publisher who is faster than the event loop", () => {
  test("loses no subscriber who keeps up where it waits for its publications", async () => {
    const channel = new Channel<number>({ buffer: { items: 10 } });
    let received = 0;
    const reading = (async () => {
      for await (const item of channel.subscribe()) received += shown(item) === received ? 1 : 0;
    })();
    for (let i = 0; i < 1000; i++) await channel.publish(i);
    channel.close();
    await reading;
    assert.equal(received, 1000);
  });
});

describe("what a channel holds", () => {
  test("is bounded in events and in bytes, whatever is published", async () => {
    const kept = new Kept<string>({ items: 50, bytes: 10_000 });
    for (let i = 0; i < 10_000; i++) {
      kept.add(new ChannelEvent(i.toString().padStart(i % 997, "x"), String(i)));
      const bytes = kept.from(kept.first).reduce((sum, { data }) => sum + data.length, 0);
      assert.ok(kept.next - kept.first <= 50 && bytes <= 10_000);
      assert.equal(kept.next, i + 1);
      assert.equal(kept.at(i).id, String(i));
      assert.equal(kept.find(String(i - 20)), i - 20 >= kept.first ? i - 20 : -1);
    }
  });
});
