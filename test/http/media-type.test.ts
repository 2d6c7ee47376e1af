import assert from "node:assert/strict";
import { test } from "node:test";
import { isJson, parseMediaType } from "../../src/http/media-type.ts";

const cases: [string, string | undefined, Record<string, string>?][] = [
  ["text/html", "text/html", {}],
  [" Text/HTML ; Charset=UTF-8", "text/html", { charset: "UTF-8" }],
  ["text/html;charset=utf-8;a=b", "text/html", { charset: "utf-8", a: "b" }],
  ['multipart/form-data; boundary="a b;\\"c\\\\"', "multipart/form-data", { boundary: 'a b;"c\\' }],
  ["text/html; a=1; A=2", "text/html", { a: "1" }],
  ["text/html;", "text/html", {}],
  ["text/html;;a=1", "text/html", { a: "1" }],
  ["text/html; a=1; b c; d=2", "text/html", { a: "1" }],
  ["application/vnd.api+json", "application/vnd.api+json", {}],
  ["", undefined],
  ["text", undefined],
  ["text/", undefined],
  ["text/html x", undefined],
  ["text/html, text/plain", undefined],
];
for (const [text, essence, parameters = {}] of cases) {
  test(`the media type of ${JSON.stringify(text)}`, () => {
    const parsed = parseMediaType(text);
    assert.equal(parsed?.essence, essence);
    assert.deepEqual(Object.fromEntries(parsed?.parameters ?? []), parameters);
  });
}

test("what is JSON", () => {
  for (const text of [
    "application/json",
    "Application/JSON; charset=utf-8",
    "application/geo+json",
    "application/json;",
  ]) {
    assert.equal(isJson(text), true, text);
  }
  for (const text of [
    "",
    "text/json",
    "application/jsonl",
    "application/json-seq",
    "text/x+json",
    "application/x-json",
    "json",
  ]) {
    assert.equal(isJson(text), false, text);
  }
});

test("a hostile header costs little", () => {
  const start = performance.now();
  parseMediaType(`text/html${"; ".repeat(8000)}`);
  parseMediaType(`text/html; a="${"\\".repeat(16_000)}`);
  parseMediaType(`text/html${" ".repeat(16_000)}x`);
  assert.ok(performance.now() - start < 200);
});
