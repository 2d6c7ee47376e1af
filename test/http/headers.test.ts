import assert from "node:assert/strict";
import { test } from "node:test";
import {
  declaredLength,
  HeaderList,
  headerValues,
  joinedHeader,
  webHeaders,
} from "../../src/http/headers.ts";

test("names are found in any case, and repeats kept in order", () => {
  const list = new HeaderList().append("Vary", "a").append("X", "1").append("vary", "b");
  assert.equal(list.get("VARY"), "a");
  assert.deepEqual(list.getAll("vary"), ["a", "b"]);
  assert.equal(list.has("x"), true);
  assert.equal(list.has("y"), false);
  assert.equal(list.get("y"), undefined);
  assert.deepEqual(list.getAll("constructor"), []);
  assert.deepEqual(list.raw, ["Vary", "a", "X", "1", "vary", "b"]);
});

test("set puts one value in place of all, delete removes all", () => {
  const list = new HeaderList().append("a", "1").append("b", "2").append("A", "3").append("a", "4");
  assert.deepEqual(list.set("A", "5").raw, ["a", "5", "b", "2"]);
  assert.deepEqual(list.set("c", "6").raw, ["a", "5", "b", "2", "c", "6"]);
  assert.deepEqual(list.delete("B").delete("none").raw, ["a", "5", "c", "6"]);
});

test("a list over another keeps what it does not name itself", () => {
  const list = new HeaderList().set("content-type", "text/html").append("set-cookie", "a=1");
  const base = ["Content-Type", "application/json", "X", "1"];
  assert.deepEqual(list.over(base), ["X", "1", "content-type", "text/html", "set-cookie", "a=1"]);
  assert.deepEqual(base, ["Content-Type", "application/json", "X", "1"]);
});

test("what cannot be sent is refused", () => {
  const list = new HeaderList();
  for (const name of ["", "a b", "a:", "a\n", "é", "a\0", "(a)"]) {
    assert.throws(() => list.append(name, "1"), TypeError, JSON.stringify(name));
    assert.throws(() => list.set(name, "1"), TypeError);
  }
  for (const value of ["a\r\nb", "\n", "a\0", "\u007f", "\u0100", "😀", "\u001b"]) {
    assert.throws(() => list.append("a", value), TypeError, JSON.stringify(value));
    assert.throws(() => list.set("a", value), TypeError);
  }
  assert.deepEqual(list.raw, []);
  assert.deepEqual(list.append("!#$%&'*+-.^_`|~09azAZ", "\té ÿ").raw.length, 2);
});

test("flat lists: every value, joined as its field wants it", () => {
  const raw = ["A", "1", "Cookie", "x=1", "a", "2", "cookie", "y=2"];
  assert.deepEqual(headerValues(raw, "a"), ["1", "2"]);
  assert.equal(joinedHeader(raw, "a"), "1, 2");
  assert.equal(joinedHeader(raw, "cookie"), "x=1; y=2");
  assert.equal(joinedHeader(raw, "none"), undefined);
  assert.equal(joinedHeader([], "a"), undefined);
  assert.deepEqual(
    [...webHeaders(raw)],
    [
      ["a", "1, 2"],
      ["cookie", "x=1; y=2"],
    ],
  );
});

test("the length that a request declares", () => {
  assert.equal(declaredLength(["Host", "a"]), 0);
  assert.equal(declaredLength(["Host", "a", "CONTENT-LENGTH", "12"]), 12);
  assert.equal(declaredLength(["transfer-encoding", "chunked"]), Infinity);
  assert.equal(declaredLength(["content-lengthy", "12", "x-content-length", "12"]), 0);
});

test("what an answer depends on is said once for each header", () => {
  const list = new HeaderList(["Vary", "Accept, Origin"]);
  assert.deepEqual(list.addVary("origin").addVary("Cookie").addVary("cookie").getAll("vary"), [
    "Accept, Origin",
    "Cookie",
  ]);
  assert.deepEqual(new HeaderList(["vary", "*"]).addVary("origin").raw, ["vary", "*"]);
});
