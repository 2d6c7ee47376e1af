import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeLine, jsonLinesType } from "../../src/streams/json-lines.ts";

test("a line is its JSON and one line feed", () => {
  assert.equal(encodeLine('{"a":"x\\ny"}'), '{"a":"x\\ny"}\n');
  assert.equal(jsonLinesType, "application/jsonl");
});
