import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeItems } from "../../src/streams/items.ts";
import { prime } from "../../src/streams/prime.ts";

test("the whole sequence comes out, the first chunk included", async () => {
  const primed = await prime(encodeItems(["a", "b"], String), 1000);
  assert.deepEqual(await Array.fromAsync(primed), ["a", "b"]);
});

test("an error before the first chunk is thrown at once", async () => {
  async function* source(): AsyncGenerator<string> {
    throw new Error("early");
  }
  await assert.rejects(prime(encodeItems(source(), String), 1000), /early/);
});

test("a slow first chunk is not waited for beyond the patience, and not lost", async () => {
  async function* source() {
    await sleep(50);
    yield "late";
  }
  const primed = await prime(encodeItems(source(), String), 1);
  assert.deepEqual(await Array.fromAsync(primed), ["late"]);
});

test("a sequence that is left while its first chunk is under way fails for nobody", async () => {
  let cleaned = false;
  async function* source(): AsyncGenerator<string> {
    try {
      await sleep(20);
      throw new Error("nobody listens");
    } finally {
      cleaned = true;
    }
  }
  const primed = await prime(encodeItems(source(), String), 1);
  await primed.return?.();
  await sleep(40);
  assert.equal(cleaned, true);
});
