import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonArray } from "../../src/streams/json-array.ts";
import { jsonLines } from "../../src/streams/json-lines.ts";

test("a line is its JSON and one line feed", () => {
  assert.equal(jsonLines.item('{"a":"x\\ny"}', true), '{"a":"x\\ny"}\n');
});

test("a failure is a line of its own", () => {
  assert.deepEqual(JSON.parse(jsonLines.failure?.('{"status":500}') ?? ""), { error: { status: 500 } });
});

test("an array is JSON whether it has no element, one or several, also with beats between them", () => {
  const written = (items: readonly string[]): string =>
    items.map((json, i) => jsonArray.beat + jsonArray.item(json, i === 0)).join("") +
    jsonArray.beat +
    jsonArray.finish?.(items.length === 0);
  for (const items of [[], ["1"], ["1", '"a"', "{}"]])
    assert.deepEqual(
      JSON.parse(written(items)),
      items.map((json) => JSON.parse(json) as unknown),
    );
});
