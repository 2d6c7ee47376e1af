import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { parseJson } from "../../src/http/json.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Texts that are not JSON, with what `json.loads` of CPython 3.13 says: the message, and the position in characters. */
const faults = JSON.parse(readFileSync(join(import.meta.dirname, "json-faults.json"), "utf8")) as [
  string,
  string,
  number,
][];

test("faults are said in Python's words, at Python's offset", () => {
  assert.ok(faults.length > 200);
  for (const [text, error, offset] of faults) {
    assert.deepEqual(parseJson(text), { error, offset }, JSON.stringify(text));
    if (!text.startsWith("\ufeff") && text.isWellFormed()) {
      assert.deepEqual(parseJson(bytes(text)), { error, offset }, JSON.stringify(text));
    }
  }
});

test("every beginning of a text is JSON or has a fault within it", () => {
  const text = '{"a😀": [1, -2.5e+3, true, null, "\\u00e9\\n"], "b": {"c": []}} ';
  for (let end = 0; end <= text.length; end++) {
    const part = text.slice(0, end);
    const result = parseJson(part);
    if ("value" in result) assert.ok(end >= text.length - 1);
    else assert.ok(result.offset <= [...part].length, part);
  }
});

test("every value that JSON can hold comes back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      assert.deepEqual(parseJson(text), { value: JSON.parse(text) });
      assert.deepEqual(parseJson(bytes(text)), { value: JSON.parse(text) });
    }),
  );
});

test("a fault is found where there is one, and nowhere else", () => {
  const pieces = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "\\",
    "u12",
    " ",
    "1",
    "-",
    ".",
    "e",
    "true",
    "nul",
    "\n",
    "é",
    "\0",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      const result = parseJson(text);
      if ("value" in result) assert.deepEqual(result.value, JSON.parse(text));
      else {
        assert.throws(() => JSON.parse(text));
        assert.ok(result.offset >= 0 && result.offset <= text.length);
      }
    }),
    { numRuns: 2000 },
  );
});

test("a million brackets are a fault, not a crash", () => {
  assert.deepEqual(parseJson("[".repeat(1_000_000)), { error: "Expecting value", offset: 1_000_000 });
});

test("bytes may begin with a byte order mark, and must be UTF-8", () => {
  assert.deepEqual(parseJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)), { value: 1 });
  assert.deepEqual(parseJson("\ufeff1"), {
    error: "Unexpected UTF-8 BOM (decode using utf-8-sig)",
    offset: 0,
  });
  for (const bad of [
    [0x22, 0xff, 0x22],
    [0x22, 0xc3],
    [0x22, 0xed, 0xa0, 0x80, 0x22],
  ]) {
    assert.deepEqual(parseJson(Uint8Array.from(bad)), {
      error: "Invalid UTF-8",
      offset: 0,
      undecodable: true,
    });
  }
});

test("integers beyond 2^53 are kept exactly where that is asked for", () => {
  const text =
    '{"a":[9007199254740993,-123456789012345678901234567890],"b":9007199254740991,"c":1e300,"d":0.1234567890123456}';
  assert.deepEqual(parseJson(text, { bigints: true }), {
    value: {
      a: [9007199254740993n, -123456789012345678901234567890n],
      b: 9007199254740991,
      c: 1e300,
      d: 0.1234567890123456,
    },
  });
  assert.deepEqual(parseJson("[9007199254740993]"), { value: [9007199254740992] });
});

test("a property named __proto__ is a property", () => {
  const result = parseJson('{"__proto__": {"admin": true}}') as { value: object };
  assert.deepEqual(Object.keys(result.value), ["__proto__"]);
  assert.equal(Object.getPrototypeOf(result.value), Object.prototype);
});
