import assert from "node:assert/strict";
import { test } from "node:test";
import { BodyTooLarge } from "../../src/http/engine.ts";
import { GivenBody } from "../../src/http/given-body.ts";

const bytes = new TextEncoder().encode("abcdef");
const text = (piece: Uint8Array): string => new TextDecoder().decode(piece);

async function* pieces(): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, 2);
  yield bytes.subarray(2);
}

test("a whole body is read once, and given again", async () => {
  for (const given of [bytes, pieces()]) {
    const body = new GivenBody(given);
    assert.equal(text(await body.read(6)), "abcdef");
    assert.equal(text(await body.read(6)), "abcdef");
    assert.deepEqual((await Array.fromAsync(body.stream(6))).map(text), ["abcdef"]);
  }
});

test("a streamed body comes as it is, and only once", async () => {
  const body = new GivenBody(pieces());
  assert.deepEqual((await Array.fromAsync(body.stream(6))).map(text), ["ab", "cdef"]);
  await assert.rejects(Array.fromAsync(body.stream(6)), /read as a stream already/);
  await assert.rejects(body.read(6), /read as a stream already/);
});

test("the limit holds either way, and the source is let go", async () => {
  let ended = false;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces();
    } finally {
      ended = true;
    }
  }
  await assert.rejects(new GivenBody(watched()).read(5), BodyTooLarge);
  assert.equal(ended, true);
  await assert.rejects(Array.fromAsync(new GivenBody(bytes).stream(5)), BodyTooLarge);
});
