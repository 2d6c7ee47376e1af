import assert from "node:assert/strict";
import { test } from "node:test";
import { Pulse, type Quiet } from "../../src/streams/pulse.ts";

function member(): Quiet & { beats: number } {
  return {
    heard: 0,
    beats: 0,
    beat() {
      this.beats += 1;
    },
  };
}

test("a pulse beats in each silence of a member, and one timer serves all members", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  let now = 1000;
  t.mock.method(performance, "now", () => now);
  const pass = (milliseconds: number): void => {
    for (let i = 0; i < milliseconds; i += 100) {
      now += 100;
      t.mock.timers.tick(100);
    }
  };
  const set = t.mock.method(globalThis, "setInterval");
  const pulse = Pulse.of(800);
  const members = Array.from({ length: 50 }, member);
  for (const one of members) pulse.join(one);
  assert.equal(set.mock.callCount(), 1);
  const [talker = member(), quiet = member()] = members;
  for (let i = 0; i < 8; i++) {
    pass(400);
    talker.heard = pulse.now;
  }
  assert.equal(talker.beats, 0);
  assert.ok(quiet.beats >= 3200 / 800 && quiet.beats <= 3200 / 600, `${quiet.beats}`);
  for (const one of members) pulse.leave(one);
  const before = quiet.beats;
  pass(1600);
  assert.equal(quiet.beats, before);
});

test("pulses of the same length are one, until nobody wants it", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const one = member();
  const pulse = Pulse.of(500);
  assert.equal(Pulse.of(500), pulse);
  assert.notEqual(Pulse.of(501), pulse);
  pulse.join(one);
  pulse.leave(one);
  const next = Pulse.of(500);
  assert.notEqual(next, pulse);
  next.join(one);
  // Who leaves twice takes nobody else's pulse away.
  pulse.leave(one);
  assert.equal(Pulse.of(500), next);
  next.leave(one);
});
