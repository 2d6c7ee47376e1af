import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRange } from "../../src/http/range.ts";

const size = 100;

test("one range of bytes is read and cut to the size", () => {
  assert.deepEqual(parseRange("bytes=0-9", size), [{ first: 0, last: 9 }]);
  assert.deepEqual(parseRange("Bytes= 10-", size), [{ first: 10, last: 99 }]);
  assert.deepEqual(parseRange("bytes=90-1000", size), [{ first: 90, last: 99 }]);
  assert.deepEqual(parseRange("bytes=-10", size), [{ first: 90, last: 99 }]);
  assert.deepEqual(parseRange("bytes=-1000", size), [{ first: 0, last: 99 }]);
  assert.deepEqual(parseRange(`bytes=5-${"9".repeat(400)}`, size), [{ first: 5, last: 99 }]);
});

test("several ranges keep their order, and those that overlap or touch are one", () => {
  const rangesOf = (header: string): unknown => {
    const ranges = parseRange(header, size);
    return typeof ranges === "object" ? ranges.map(({ first, last }) => `${first}-${last}`) : ranges;
  };
  assert.deepEqual(rangesOf("bytes=0-1, 5-6"), ["0-1", "5-6"]);
  assert.deepEqual(rangesOf("bytes=50-60,0-1,-1"), ["50-60", "0-1", "99-99"]);
  assert.deepEqual(rangesOf("bytes=, 0-1 ,,3-4,"), ["0-1", "3-4"]);
  assert.deepEqual(rangesOf("bytes=0-5,3-9"), ["0-9"]);
  assert.deepEqual(rangesOf("bytes=50-60,0-1,61-70,2-3"), ["50-70", "0-3"]);
  assert.deepEqual(rangesOf("bytes=0-9,2-3,20-29"), ["0-9", "20-29"]);
  assert.deepEqual(rangesOf("bytes=0-,0-,0-"), ["0-99"]);
  assert.deepEqual(rangesOf("bytes=0-1,200-300"), ["0-1"]);
  assert.deepEqual(rangesOf("bytes=200-300,400-"), "unsatisfiable");
});

test("more ranges than anybody needs ask for the whole", () => {
  const many = (count: number): string =>
    `bytes=${Array.from({ length: count }, (_, index) => `${index * 4}-${index * 4}`).join(",")}`;
  assert.equal(parseRange(many(100), 1000)?.length, 100);
  assert.equal(parseRange(many(101), 1000), undefined);
  assert.equal(parseRange(`bytes=${"0-,".repeat(5000)}`, 1000), undefined);
});

test("a range beyond the end cannot be satisfied", () => {
  for (const header of ["bytes=100-", "bytes=100-200", "bytes=-0"]) {
    assert.equal(parseRange(header, size), "unsatisfiable", header);
  }
  assert.equal(parseRange("bytes=0-", 0), "unsatisfiable");
});

test("anything else asks for the whole", () => {
  for (const header of [
    "",
    "bytes",
    "bytes=",
    "bytes=,",
    "bytes=-",
    "bytes=9-1",
    "bytes=a-b",
    "bytes=1.5-2",
    "bytes=0-1;2-3",
    "bytes=0-1,b",
    "bytes=0-1,9-8",
    "bytes=200-,9-8",
    "items=0-1",
    "bytes=0-1, bytes=3-4",
  ]) {
    assert.equal(parseRange(header, size), undefined, header);
  }
  // The last byte of nothing.
  assert.equal(parseRange("bytes=-1", 0), undefined);
});
