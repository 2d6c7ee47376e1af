import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeItems, isItems } from "../../src/streams/items.ts";

test("items are encoded one by one, from generators of both kinds and from arrays", async () => {
  async function* later() {
    yield 1;
    yield 2;
  }
  function* now() {
    yield 1;
    yield 2;
  }
  for (const source of [later(), now(), [1, 2]]) {
    assert.deepEqual(await Array.fromAsync(encodeItems(source, (item) => `<${item}>`)), ["<1>", "<2>"]);
  }
});

test("nothing is pulled before it is asked for", async () => {
  const pulled: number[] = [];
  function* source() {
    for (let i = 0; ; i++) {
      pulled.push(i);
      yield i;
    }
  }
  const chunks = encodeItems(source(), String);
  assert.deepEqual(pulled, []);
  await chunks.next();
  assert.deepEqual(pulled, [0]);
  await chunks.return?.();
});

test("return runs the source's finally", async () => {
  let cleaned = false;
  async function* source() {
    try {
      yield 1;
      yield 2;
    } finally {
      cleaned = true;
    }
  }
  const chunks = encodeItems(source(), String);
  await chunks.next();
  await chunks.return?.();
  assert.equal(cleaned, true);
});

test("an item that cannot be encoded ends the source, which sees the error", async () => {
  const seen: unknown[] = [];
  async function* source() {
    try {
      yield 1;
    } catch (error) {
      seen.push(error);
      throw error;
    }
  }
  const refusal = new TypeError("no");
  const chunks = encodeItems(source(), () => {
    throw refusal;
  });
  await assert.rejects(async () => chunks.next(), refusal);
  assert.deepEqual(seen, [refusal]);
});

test("generators are items; arrays, maps and strings are values", () => {
  assert.equal(isItems((function* () {})()), true);
  assert.equal(isItems((async function* () {})()), true);
  assert.equal(isItems(new ReadableStream()), true);
  for (const value of [[1], new Map(), new Set(), {}]) assert.equal(isItems(value), false);
});
