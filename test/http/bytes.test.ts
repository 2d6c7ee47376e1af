import assert from "node:assert/strict";
import { test } from "node:test";
import { joinBytes } from "../../src/http/bytes.ts";

test("pieces are joined in order, and a single one is not copied", () => {
  const piece = Uint8Array.of(1, 2);
  assert.equal(joinBytes([piece]), piece);
  assert.deepEqual(joinBytes([piece, Uint8Array.of(), Uint8Array.of(3)]), Uint8Array.of(1, 2, 3));
  assert.deepEqual(joinBytes([]), new Uint8Array());
});
