import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { withHeartbeat } from "../../src/streams/heartbeat.ts";
import { encodeItems } from "../../src/streams/items.ts";

test("beats come while the source is silent, and no item is lost", async () => {
  async function* source() {
    yield "a";
    await sleep(70);
    yield "b";
  }
  const chunks = await Array.fromAsync(withHeartbeat(encodeItems(source(), String), ".", 0.02));
  assert.equal(chunks.join("").replaceAll(".", ""), "ab");
  assert.ok(chunks.filter((chunk) => chunk === ".").length >= 2);
});

test("a source that speaks in time is not interrupted", async () => {
  const chunks = await Array.fromAsync(withHeartbeat(encodeItems(["a", "b"], String), ".", 1));
  assert.deepEqual(chunks, ["a", "b"]);
});

test("leaving ends the source", async () => {
  let cleaned = false;
  async function* source() {
    try {
      for (;;) yield "a";
    } finally {
      cleaned = true;
    }
  }
  const chunks = withHeartbeat(encodeItems(source(), String), ".", 1);
  await chunks.next();
  await chunks.return?.();
  assert.equal(cleaned, true);
});
