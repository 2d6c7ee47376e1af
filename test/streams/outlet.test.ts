import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Chunk } from "../../src/http/engine.ts";
import type { Sink } from "../../src/http/pushed.ts";
import { Outlet } from "../../src/streams/outlet.ts";

/** A sink that writes down what it is told, and takes so many chunks at a time. */
function sinkOf(room: number): { sink: Sink; log: unknown[]; empty(): void } {
  const log: unknown[] = [];
  let taken = 0;
  const sink: Sink = {
    write(chunk) {
      log.push(chunk);
      taken += 1;
      return taken < room;
    },
    end: () => void log.push("end"),
    fail: (error) => void log.push(error),
    drop: () => void log.push("drop"),
  };
  return { sink, log, empty: () => (taken = 0) };
}

describe("an outlet", () => {
  test("pushes what comes, and asks for more only while it is taken", (t) => {
    t.mock.method(performance, "now", () => 0);
    const { sink, log, empty } = sinkOf(2);
    let asked = 0;
    const outlet: Outlet = new Outlet(() => outlet.give(`chunk ${asked++}`));
    outlet.give("ready");
    outlet.pushInto(sink);
    assert.deepEqual(log, ["ready", "chunk 0"]);
    empty();
    outlet.resume();
    assert.deepEqual(log, ["ready", "chunk 0", "chunk 1", "chunk 2"]);
    assert.equal(asked, 3);
    assert.equal(outlet.isOpen, false);
  });

  test("holds what comes while nothing is taken, and ends after it", () => {
    const { sink, log, empty } = sinkOf(1);
    const outlet = new Outlet(() => undefined);
    outlet.pushInto(sink);
    assert.equal(outlet.isOpen, true);
    for (const chunk of ["a", "b", "c"]) outlet.give(chunk);
    outlet.close();
    assert.deepEqual(log, ["a"]);
    for (let i = 0; i < 3; i++) {
      empty();
      outlet.resume();
    }
    assert.deepEqual(log, ["a", "b", "c", "end"]);
    outlet.resume();
    assert.equal(log.length, 4);
  });

  test("ends with a failure after what is ready, pushed or asked for", async () => {
    const error = new Error("broken");
    const { sink, log } = sinkOf(9);
    const pushed = new Outlet(() => undefined);
    pushed.give("a");
    pushed.close({ error });
    pushed.pushInto(sink);
    assert.deepEqual(log, ["a", error]);

    const asked = new Outlet(() => undefined);
    asked.give("a");
    asked.close({ error });
    assert.deepEqual(await asked.next(), { done: false, value: "a" });
    await assert.rejects(asked.next(), error);
  });

  test("gives those who ask one chunk each, and tells those who wait of the end", async () => {
    const chunks: Chunk[] = ["a", "b"];
    const outlet: Outlet = new Outlet(() => {
      const chunk = chunks.shift();
      if (chunk !== undefined) outlet.give(chunk);
    });
    assert.deepEqual(
      [await outlet.next(), await outlet.next()].map(({ value }) => value),
      ["a", "b"],
    );
    const waiting = outlet.next();
    assert.equal(outlet.isOpen, true);
    outlet.close();
    assert.deepEqual(await waiting, { done: true, value: undefined });
    assert.deepEqual(await outlet.next(), { done: true, value: undefined });
  });

  test("that is cleared sends nothing more", async () => {
    const { sink, log } = sinkOf(1);
    const outlet = new Outlet(() => undefined);
    outlet.pushInto(sink);
    for (const chunk of ["a", "b"]) outlet.give(chunk);
    outlet.clear();
    outlet.resume();
    assert.deepEqual(log, ["a"]);
    assert.deepEqual(await outlet.next(), { done: true, value: undefined });
  });

  test("leaves the event loop to others, also where chunks are always ready and always taken", async () => {
    const { sink, log } = sinkOf(Infinity);
    const outlet: Outlet = new Outlet(() => outlet.give("x"));
    outlet.pushInto(sink);
    const first = log.length;
    for (let i = 0; i < 3; i++) await nextTurn();
    assert.ok(log.length > first, "it goes on in later turns");
    outlet.clear();
    const last = log.length;
    await nextTurn();
    assert.equal(log.length, last);
  });
});
