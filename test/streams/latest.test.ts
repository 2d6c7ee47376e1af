import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import { Latest } from "../../src/streams/latest.ts";

/** A sequence whose items a test gives when it likes. */
function controlled(): {
  items: AsyncIterable<number>;
  give(item: number): Promise<void>;
  end(): void;
  fail(error: Error): void;
  returned(): boolean;
} {
  let waiting: PromiseWithResolvers<IteratorResult<number>> | undefined;
  let returned = false;
  const iterator: AsyncIterableIterator<number> = {
    next() {
      waiting = Promise.withResolvers();
      return waiting.promise;
    },
    async return() {
      returned = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  const asked = async (): Promise<void> => {
    for (;;) {
      if (waiting) return;
      await sleep(1);
    }
  };
  return {
    items: iterator,
    async give(value) {
      await asked();
      waiting?.resolve({ done: false, value });
      waiting = undefined;
      await asked();
    },
    end: () => waiting?.resolve({ done: true, value: undefined }),
    fail: (error) => waiting?.reject(error),
    returned: () => returned,
  };
}

test("those who ask late are given the newest item, and no other", async () => {
  const { items, give, end } = controlled();
  const latest = new Latest(items);
  const first = latest.next();
  await give(1);
  assert.deepEqual(await first, { done: false, value: 1 });
  for (const item of [2, 3, 4]) await give(item);
  assert.deepEqual(await latest.next(), { done: false, value: 4 });
  const parked = latest.next();
  await give(5);
  assert.deepEqual(await parked, { done: false, value: 5 });
  await give(6);
  end();
  await turn();
  assert.deepEqual(await latest.next(), { done: false, value: 6 });
  assert.deepEqual(await latest.next(), { done: true, value: undefined });
});

test("an error comes after the newest item, and a return is prompt", async () => {
  const failing = controlled();
  const latest = new Latest(failing.items);
  const first = latest.next();
  await failing.give(1);
  await first;
  await failing.give(2);
  failing.fail(new Error("lens cap"));
  await turn();
  assert.deepEqual(await latest.next(), { done: false, value: 2 });
  await assert.rejects(latest.next(), /lens cap/);

  const { items, returned } = controlled();
  const left = new Latest(items);
  const parked = left.next();
  await left.return();
  assert.deepEqual(await parked, { done: true, value: undefined });
  assert.equal(returned(), true);
});

test("a sequence that is always ready does not keep the event loop", async () => {
  let given = 0;
  const latest = new Latest(
    (function* () {
      for (;;) yield given++;
    })(),
  );
  await latest.next();
  await sleep(20);
  assert.ok(given < 1000);
  assert.equal((await latest.next()).value, given - 1);
  await latest.return();
});
