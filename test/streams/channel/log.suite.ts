import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ChannelEvent } from "../../../src/streams/channel/event.ts";
import type { Limits } from "../../../src/streams/channel/kept.ts";
import type { ChannelLog, Replay } from "../../../src/streams/channel/log.ts";

/** What every log of a channel must do. */
export function logSuite(name: string, make: (limits: Limits) => ChannelLog<unknown>): void {
  const roomy = { items: 100, bytes: 1_000_000 };

  /** A log of so many events, numbered from 0. */
  async function filled(count: number, limits: Limits = roomy): Promise<ChannelLog<unknown>> {
    const log = make(limits);
    for (let i = 0; i < count; i++) await log.append(i, {});
    return log;
  }

  const dataOf = (replay: Replay<unknown>): unknown[] => replay.events.map((event) => event.data);

  describe(name, () => {
    test("gives the newest events, oldest first", async () => {
      const log = await filled(5);
      const newest = await log.last(3);
      assert.deepEqual(dataOf(newest), [2, 3, 4]);
      assert.equal(newest.missed, 0);
      assert.deepEqual(dataOf(await log.last(10)), [0, 1, 2, 3, 4]);
    });

    test("gives what came after an event, and nothing after the newest", async () => {
      const log = await filled(5);
      const { events } = await log.last(5);
      const ids = events.map((event) => event.id);
      assert.equal(new Set(ids).size, 5);
      const after = await log.after(ids[1] ?? "");
      assert.deepEqual([dataOf(after), after.missed], [[2, 3, 4], 0]);
      const none = await log.after(ids[4] ?? "");
      assert.deepEqual([dataOf(none), none.missed], [[], 0]);
    });

    test("tells how many events are gone", async () => {
      const log = make({ items: 3, bytes: 1_000_000 });
      await log.append(0, {});
      const [first] = (await log.last(1)).events;
      for (let i = 1; i < 10; i++) await log.append(i, {});
      const after = await log.after(first?.id ?? "");
      assert.deepEqual([dataOf(after), after.missed], [[7, 8, 9], 6]);
    });

    test("tells that it does not know an id, also one of another log", async () => {
      const other = await filled(2);
      const log = await filled(3);
      for (const id of ["", "nonsense", "a-b-c", (await other.last(1)).events[0]?.id ?? ""]) {
        const after = await log.after(id);
        assert.deepEqual([dataOf(after), after.missed], [[0, 1, 2], undefined], id);
      }
    });

    test("keeps the id and the type that an event is given", async () => {
      const log = make(roomy);
      await log.append("a", { id: "mine", event: "greeting" });
      await log.append("b", {});
      const { events } = await log.last(2);
      assert.deepEqual([events[0]?.id, events[0]?.event, events[1]?.event], ["mine", "greeting", undefined]);
      assert.deepEqual(dataOf(await log.after("mine")), ["b"]);
    });

    test("keeps no more bytes than it may, and the newest event at any rate", async () => {
      const log = make({ items: 100, bytes: 1000 });
      for (let i = 0; i < 10; i++) await log.append("x".repeat(300), {});
      assert.equal((await log.last(100)).events.length, 3);
      await log.append("y".repeat(5000), {});
      assert.deepEqual(dataOf(await log.last(100)), ["y".repeat(5000)]);
    });

    test("may keep nothing, and still knows its newest event", async () => {
      const log = make({ items: 0, bytes: 0 });
      const seen: ChannelEvent<unknown>[] = [];
      log.follow((event) => seen.push(event));
      await log.append(1, {});
      await log.append(2, {});
      assert.deepEqual(dataOf(await log.last(10)), []);
      assert.deepEqual(await log.after(seen[1]?.id ?? ""), { events: [], missed: 0 });
      assert.equal((await log.after(seen[0]?.id ?? "")).missed, 1);
      await log.append(3, { id: "mine" });
      assert.deepEqual(await log.after("mine"), { events: [], missed: 0 });
    });

    test("tells followers of each event, once and in order, and of none after it is closed", async () => {
      const log = await filled(2);
      const seen: unknown[] = [];
      log.follow((event) => seen.push(event.data));
      await log.append("a", {});
      await log.append("b", {});
      assert.deepEqual(seen, ["a", "b"]);
      log.close();
    });

    test("refuses what would be several lines of an event", async () => {
      const log = make(roomy);
      for (const options of [{ event: "a\nb" }, { id: "a\rb" }, { id: "a\0b" }])
        await assert.rejects(async () => log.append(1, options), TypeError);
      assert.deepEqual(dataOf(await log.last(10)), []);
    });
  });
}
