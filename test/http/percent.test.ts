import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { percentDecode } from "../../src/http/percent.ts";

test("what encodeURIComponent has done is undone", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => percentDecode(encodeURIComponent(text)) === text),
  );
});

test("what nobody has encoded stays, and what is not UTF-8 is replaced", () => {
  for (const [text, expected] of [
    ["plain", "plain"],
    ["%", "%"],
    ["%4", "%4"],
    ["%g1%41", "%g1A"],
    ["%%41", "%A"],
    ["%c3%28", "\ufffd("],
    ["%c3é", "\ufffdé"],
    ["%00", "\0"],
  ] as const) {
    assert.equal(percentDecode(text), expected);
  }
});
