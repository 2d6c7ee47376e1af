import assert from "node:assert/strict";
import { test } from "node:test";
import { sizeOf } from "../../../src/streams/channel/size.ts";

test("the size of a value is about that of its text", () => {
  const text = "x".repeat(1000);
  for (const value of [
    text,
    { text },
    [text],
    { deep: [{ er: { text } }] },
    new Map([["key", text]]),
    new Set([text]),
    new Uint8Array(1000),
    { frame: Buffer.alloc(1000) },
  ]) {
    const size = sizeOf(value);
    assert.ok(size >= 1000 && size < 1100, `${size}`);
  }
  for (const small of [null, undefined, 1, true, 1n, new Date(), {}]) assert.ok(sizeOf(small) <= 16);
});

test("a value that holds itself has a size, too", () => {
  const value: { self?: unknown; text: string } = { text: "abc" };
  value.self = value;
  assert.ok(sizeOf(value) < 100);
});
