import assert from "node:assert/strict";
import { test } from "node:test";
import { BodyTooLarge } from "../../src/http/engine.ts";
import { ArraySplitter, LineSplitter, SplitError, type Splitter } from "../../src/http/splitter.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The texts that a splitter finds in pieces. */
function split(splitter: Splitter, pieces: readonly Uint8Array[]): string[] {
  const texts = pieces.flatMap((piece) => splitter.push(piece).map(textOf));
  const last = splitter.end();
  return last ? [...texts, textOf(last)] : texts;
}

/** The same for every way to cut the text in three, and byte by byte. */
function cuts(text: string): Uint8Array[][] {
  const bytes = bytesOf(text);
  const ways: Uint8Array[][] = [Array.from(bytes, (byte) => new Uint8Array([byte]))];
  for (let first = 0; first <= bytes.length; first++)
    for (let second = first; second <= bytes.length; second++)
      ways.push([bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)]);
  return ways;
}

const lines: Record<string, string[]> = {
  "": [],
  "\n\r\n \n": [],
  "1": ["1"],
  "1\n": ["1"],
  '{"a":"ü\\n"}\n\n[1,2]\r\n"x"': ['{"a":"ü\\n"}', "[1,2]\r", '"x"'],
};

const arrays: Record<string, string[]> = {
  "[]": [],
  " \n[ \t] \r\n": [],
  "[1]": ["1"],
  "\uFEFF[1, 2 ]": ["1", " 2 "],
  '[{"a":[1,{"b":"]},["}]},"\\"],\\\\",[[]],"ü✓"]': ['{"a":[1,{"b":"]},["}]}', '"\\"],\\\\"', "[[]]", '"ü✓"'],
  // Broken elements are for whoever reads them.
  "[1,,{]},]": ["1", "", "{]}", ""],
};

for (const [text, expected] of Object.entries(lines)) {
  test(`lines of ${JSON.stringify(text)}, cut at every byte`, () => {
    for (const pieces of cuts(text)) assert.deepEqual(split(new LineSplitter(1000), pieces), expected);
  });
}

for (const [text, expected] of Object.entries(arrays)) {
  test(`elements of ${JSON.stringify(text)}, cut at every byte`, () => {
    for (const pieces of cuts(text)) assert.deepEqual(split(new ArraySplitter(1000), pieces), expected);
  });
}

for (const [text, reason] of [
  ["", "json"],
  ["[1", "json"],
  ['["', "json"],
  ["[1]]", "json"],
  ["[1] 2", "json"],
  ["{}", "list"],
  ['"[1]"', "list"],
  ["\uFEFF{}", "list"],
] as const) {
  test(`${JSON.stringify(text)} is no array, wherever it is cut`, () => {
    for (const pieces of cuts(text))
      assert.throws(
        () => split(new ArraySplitter(1000), pieces),
        (error) => error instanceof SplitError && error.reason === reason,
      );
  });
}

test("a text that is too long is refused before it is whole", () => {
  for (const splitter of [new LineSplitter(4), new ArraySplitter(4)]) {
    splitter.push(bytesOf(splitter instanceof ArraySplitter ? "[" : ""));
    splitter.push(bytesOf("1234"));
    assert.throws(() => splitter.push(bytesOf("5")), BodyTooLarge);
  }
  assert.deepEqual(split(new LineSplitter(4), [bytesOf("1234\n5678\n")]), ["1234", "5678"]);
});
