import assert from "node:assert/strict";
import { test } from "node:test";
import { Heartbeat } from "../../src/streams/heartbeat.ts";

test("beats come as long as nothing is sent, and none while something is", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let now = performance.now();
  t.mock.method(performance, "now", () => now);
  const pass = (milliseconds: number): void => {
    for (let i = 0; i < milliseconds; i++) {
      now++;
      t.mock.timers.tick(1);
    }
  };
  let beats = 0;
  const heartbeat = new Heartbeat(1000, () => beats++);
  pass(999);
  assert.equal(beats, 0);
  pass(2001);
  assert.equal(beats, 3);
  for (let i = 0; i < 10; i++) {
    pass(500);
    heartbeat.heard();
  }
  assert.equal(beats, 3);
  pass(1125);
  assert.equal(beats, 4);
  heartbeat.stop();
  pass(5000);
  assert.equal(beats, 4);
});
