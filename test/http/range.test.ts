import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRange } from "../../src/http/range.ts";

const size = 100;

test("one range of bytes is read and cut to the size", () => {
  assert.deepEqual(parseRange("bytes=0-9", size), { first: 0, last: 9 });
  assert.deepEqual(parseRange("Bytes= 10-", size), { first: 10, last: 99 });
  assert.deepEqual(parseRange("bytes=90-1000", size), { first: 90, last: 99 });
  assert.deepEqual(parseRange("bytes=-10", size), { first: 90, last: 99 });
  assert.deepEqual(parseRange("bytes=-1000", size), { first: 0, last: 99 });
});

test("a range beyond the end cannot be satisfied", () => {
  for (const header of ["bytes=100-", "bytes=100-200", "bytes=-0"]) {
    assert.equal(parseRange(header, size), "unsatisfiable", header);
  }
  assert.equal(parseRange("bytes=0-", 0), "unsatisfiable");
  assert.equal(parseRange("bytes=-1", 0), "unsatisfiable");
});

test("anything else asks for the whole", () => {
  for (const header of ["", "bytes=", "bytes=-", "bytes=9-1", "bytes=a-b", "items=0-1", "bytes=0-1,5-6"]) {
    assert.equal(parseRange(header, size), undefined, header);
  }
});
