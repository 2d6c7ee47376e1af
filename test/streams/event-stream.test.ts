import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeEvent, ServerSentEvent } from "../../src/streams/event-stream.ts";

test("data alone is one data line and a blank line", () => {
  assert.equal(encodeEvent('{"a":1}'), 'data: {"a":1}\n\n');
});

test("fields stand in the order comment, event, data, id, retry", () => {
  const fields = { comment: "hello", event: "price", id: "7", retry: 250 };
  assert.equal(encodeEvent("1", fields), ": hello\nevent: price\ndata: 1\nid: 7\nretry: 250\n\n");
});

test("CR, LF and CRLF each begin a new line of data and of a comment", () => {
  assert.equal(encodeEvent("a\rb\nc\r\nd"), "data: a\ndata: b\ndata: c\ndata: d\n\n");
  assert.equal(encodeEvent(undefined, { comment: "x\r\ny" }), ": x\n: y\n\n");
});

test("an event without data has no data line, and empty data has an empty one", () => {
  assert.equal(encodeEvent(undefined, { event: "done" }), "event: done\n\n");
  assert.equal(encodeEvent(""), "data: \n\n");
});

test("what would break an event apart is refused", () => {
  for (const event of ["a\nb", "a\rb"]) assert.throws(() => new ServerSentEvent({ event }), TypeError);
  for (const id of ["a\nb", "a\rb", "a\0b"]) assert.throws(() => new ServerSentEvent({ id }), TypeError);
  for (const retry of [-1, 1.5, Number.NaN]) assert.throws(() => new ServerSentEvent({ retry }), TypeError);
  assert.throws(() => new ServerSentEvent({ data: 1, rawData: "1" }), TypeError);
});
