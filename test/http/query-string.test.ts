import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { QueryString } from "../../src/http/query-string.ts";

const pairsOf = (text: string): [string, readonly string[]][] => {
  const query = new QueryString(text);
  return query.names().map((name) => [name, query.all(name)]);
};

const cases: [string, [string, string[]][]][] = [
  ["", []],
  ["&&", []],
  [
    "a=1&b=2&a=3",
    [
      ["a", ["1", "3"]],
      ["b", ["2"]],
    ],
  ],
  ["a", [["a", [""]]]],
  ["a=", [["a", [""]]]],
  ["=a", [["", ["a"]]]],
  ["=", [["", [""]]]],
  ["a=b=c", [["a", ["b=c"]]]],
  ["a+b=c+d", [["a b", ["c d"]]]],
  ["a%2Bb=%26%3D", [["a+b", ["&="]]]],
  ["q=%C3%A9%F0%9F%98%80", [["q", ["é😀"]]]],
  ["q=%", [["q", ["%"]]]],
  ["q=%4", [["q", ["%4"]]]],
  ["q=%zz%41", [["q", ["%zzA"]]]],
  ["q=%ff", [["q", ["\ufffd"]]]],
  ["q=%E2%82x", [["q", ["\ufffdx"]]]],
  ["q=%EF%BB%BFx", [["q", ["\ufeffx"]]]],
  ["a;b=1", [["a;b", ["1"]]]],
  [
    "__proto__=1&constructor=2",
    [
      ["__proto__", ["1"]],
      ["constructor", ["2"]],
    ],
  ],
];
for (const [text, expected] of cases) {
  test(`fields of ${JSON.stringify(text)}`, () => assert.deepEqual(pairsOf(text), expected));
}

test("one value of several is the last, and none of what is not there", () => {
  const query = new QueryString("a=1&a=2&b=3");
  assert.equal(query.last("a"), "2");
  assert.equal(query.last("b"), "3");
  assert.equal(query.last("toString"), undefined);
  assert.deepEqual(query.all("c"), []);
});

test("many fields are found as few are", () => {
  const text = Array.from({ length: 1000 }, (_, i) => `k${i % 100}=${i}`).join("&");
  const query = new QueryString(text);
  assert.equal(query.last("k7"), "907");
  assert.equal(query.last("none"), undefined);
  assert.deepEqual(query.all("k7").length, 10);
  assert.deepEqual(query.all("none"), []);
  assert.equal(query.names().length, 100);
});

test("the same fields as the web's URLSearchParams", () => {
  const pieces = ["a", "b", "&", "=", "+", "%", "2", "f", "F", "%41", "%c3%a9", "%e2%82%ac", "%80", ";"];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      const expected = new URLSearchParams(`&${text}`);
      const query = new QueryString(text);
      for (const name of expected.keys()) {
        assert.deepEqual(query.all(name), expected.getAll(name), text);
        assert.equal(query.last(name), expected.getAll(name).at(-1));
      }
      assert.deepEqual(query.names(), [...new Set(expected.keys())]);
    }),
    { numRuns: 2000 },
  );
});
