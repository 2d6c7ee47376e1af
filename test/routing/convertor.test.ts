import assert from "node:assert/strict";
import { test } from "node:test";
import { convertors } from "../../src/routing/convertor.ts";

const forms: [string, string[], string[]][] = [
  ["str", ["a", "a b", "é", "\n"], ["", "a/b", "/"]],
  ["path", ["", "/", "a/b", "\n"], []],
  ["int", ["0", "007", "12345678901234567890"], ["", "-1", "+1", "1.0", "1e3", "٣", "1\n"]],
  ["float", ["0", "1.5", "00.00"], ["", "1.", ".5", "-1.5", "1.5.5", "1e3", "1.5\n"]],
  [
    "uuid",
    ["01234567-89ab-cdef-0123-456789ABCDEF", "0123456789abcdef0123456789abcdef"],
    ["", "0123", "g1234567-89ab-cdef-0123-456789abcdef"],
  ],
];
for (const [name, holds, refuses] of forms) {
  test(`what {x:${name}} may hold`, () => {
    const form = convertors.get(name)?.form;
    for (const text of holds) assert.equal(form?.test(text), true, JSON.stringify(text));
    for (const text of refuses) assert.equal(form?.test(text), false, JSON.stringify(text));
  });
}

test("each convertor has its own rank", () => {
  assert.equal(new Set([...convertors.values()].map(({ rank }) => rank)).size, convertors.size);
});
