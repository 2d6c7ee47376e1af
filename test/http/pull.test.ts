import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { setImmediate as turn } from "node:timers/promises";
import type { Chunk } from "../../src/http/engine.ts";
import { discardChunks, Pull } from "../../src/http/pull.ts";

/** A sequence that tells what is asked of it, and whose first `count` items are there. */
function told(log: string[], count: number): AsyncIterableIterator<Chunk> {
  let given = 0;
  const chunks: AsyncIterableIterator<Chunk> = {
    async next() {
      log.push("next");
      return given < count ? { done: false, value: String(given++) } : { done: true, value: undefined };
    },
    async return() {
      log.push("return");
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => chunks,
  };
  return chunks;
}

test("one chunk is pulled for one that was taken", async () => {
  const log: string[] = [];
  const pull = new Pull(told(log, 2), (chunk) => {
    log.push(`write ${chunk}`);
    return false;
  });
  const ended = pull.run();
  await turn();
  assert.deepEqual(log, ["next", "write 0"]);
  pull.resume();
  await turn();
  assert.deepEqual(log, ["next", "write 0", "next", "write 1"]);
  pull.resume();
  await ended;
  assert.deepEqual(log, ["next", "write 0", "next", "write 1", "next"]);
  pull.stop();
  await turn();
  assert.equal(log.includes("return"), false);
});

test("the first chunk waits where it is told to", async () => {
  const log: string[] = [];
  const pull = new Pull(told(log, 1), () => true);
  const ended = pull.run(false);
  await turn();
  assert.deepEqual(log, []);
  pull.resume();
  await ended;
  assert.deepEqual(log, ["next", "next"]);
});

test("stopping lets the sequence go once, wherever it stands", async () => {
  for (const [what, ready, takes] of [
    ["before the first chunk", false, true],
    ["while a chunk is not taken", true, false],
  ] as const) {
    const log: string[] = [];
    const pull = new Pull(told(log, 5), () => takes);
    const ended = pull.run(ready);
    await turn();
    pull.stop();
    pull.stop();
    await ended;
    assert.equal(log.filter((entry) => entry === "return").length, 1, what);
    assert.equal(log.at(-1), "return", what);
  }
});

test("a write that fails lets the sequence go, and its error is the one that is told", async () => {
  const log: string[] = [];
  const chunks = told(log, 5);
  chunks.return = async () => {
    log.push("return");
    throw new Error("clean-up");
  };
  const pull = new Pull(chunks, () => {
    throw new Error("write");
  });
  await assert.rejects(pull.run(), { message: "write" });
  assert.deepEqual(log, ["next", "return"]);
});

test("a sequence that cannot be begun is an error", async () => {
  const chunks = {
    [Symbol.iterator](): never {
      throw new Error("no beginning");
    },
  };
  await assert.rejects(new Pull(chunks, () => true).run(), { message: "no beginning" });
  await assert.rejects(discardChunks(chunks), { message: "no beginning" });
  const stopped = new Pull(chunks, () => true);
  const ended = stopped.run(false);
  stopped.stop();
  await assert.rejects(ended, { message: "no beginning" });
});

test("an AbortError is none after the client has left, and one before", async () => {
  const aborting = async function* (): AsyncGenerator<Chunk> {
    yield "a";
    await turn();
    throw new DOMException("over", "AbortError");
  };
  const staying = new Pull(aborting(), () => true);
  await assert.rejects(staying.run(), { name: "AbortError" });
  const leaving = new Pull(aborting(), () => true);
  const ended = leaving.run();
  await Promise.resolve();
  leaving.stop();
  await ended;
});

test("a long stream holds on to nothing of what has gone by", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const held = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  let left = 1_000_000;
  let last = 0;
  const chunks: AsyncIterableIterator<Chunk> = {
    async next() {
      if (left-- > 0) return { done: false, value: "x" };
      last = held();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => chunks,
  };
  const first = held();
  await new Pull(chunks, () => true).run();
  assert.ok(last - first < 10 * 1024 * 1024, `${last - first} bytes`);
});

test("others have their turn while a sequence is always ready", async () => {
  let turns = 0;
  let going = true;
  const count = (): void => {
    turns++;
    if (going) setImmediate(count);
  };
  setImmediate(count);
  const end = performance.now() + 100;
  const chunks = (function* () {
    while (performance.now() < end) yield "x";
  })();
  await new Pull(chunks, () => true).run();
  going = false;
  assert.ok(turns >= 4, `${turns} turns`);
});

test("discarding lets go without pulling", async () => {
  const log: string[] = [];
  await discardChunks(told(log, 3));
  await discardChunks(["a", "b"]);
  assert.deepEqual(log, ["return"]);
});
