import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkCloseCode, checkReason, reasonOf } from "../../src/websockets/close.ts";

const length = (text: string): number => new TextEncoder().encode(text).length;

test("the codes that may be sent are those of RFC 6455, IANA's registry, libraries and programs", () => {
  const allowed = [
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
  ];
  for (const code of allowed) checkCloseCode(code);
  for (const code of [-1, 0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65_536, NaN, 1000.5])
    assert.throws(() => checkCloseCode(code), RangeError);
});

test("a reason is 123 bytes at most", () => {
  checkReason("r".repeat(123));
  checkReason("ż".repeat(61));
  assert.throws(() => checkReason("r".repeat(124)), RangeError);
  assert.throws(() => checkReason("ż".repeat(62)), RangeError);
});

test("a text that is too long is cut between characters, and shows it", () => {
  assert.equal(reasonOf("r".repeat(123)), "r".repeat(123));
  assert.equal(reasonOf("r".repeat(124)), `${"r".repeat(120)}…`);
  assert.equal(reasonOf("𝄞".repeat(40)), `${"𝄞".repeat(30)}…`);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      const reason = reasonOf(text);
      assert.ok(length(reason) <= 123);
      assert.ok(reason === text || text.startsWith(reason.slice(0, -1)));
    }),
  );
});
