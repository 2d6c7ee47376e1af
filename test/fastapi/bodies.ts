import assert from "node:assert/strict";
import { comparePages, isDocsPage } from "./docs-pages.ts";
import type { RecordedBody } from "./exchanges.ts";

/** Compares a body with the recorded one as what it means by its media type; throws an `AssertionError`. */
export function compareBodies(
  actual: Uint8Array,
  recorded: RecordedBody | null,
  mediaType: string,
  url: URL,
): void {
  if (typeof recorded === "object" && recorded !== null) {
    assert.equal(Buffer.from(actual).toString("base64"), recorded.base64);
    return;
  }
  const text = new TextDecoder().decode(actual);
  const expected = recorded ?? "";
  if (mediaType.startsWith("application/jsonl")) assert.deepEqual(linesOf(text), linesOf(expected));
  else if (mediaType.startsWith("application/json")) compareJson(JSON.parse(text), JSON.parse(expected));
  else if (mediaType.startsWith("text/event-stream")) assert.deepEqual(linesOf(text), linesOf(expected));
  else if (isDocsPage(expected)) comparePages(text, expected, url);
  else assert.equal(text, expected);
}

/** FastAPI calls a document 3.1 also where it uses `itemSchema`, which OpenAPI has had since 3.2. */
function compareJson(actual: unknown, expected: unknown): void {
  const is32 = isObject(actual) && isObject(expected) && "openapi" in expected && usesItemSchema(expected);
  assert.deepEqual(actual, is32 ? { ...expected, openapi: "3.2.0" } : expected);
}

function usesItemSchema(document: object): boolean {
  return JSON.stringify(document).includes('"itemSchema":');
}

/** Lines of JSON Lines, or of events; JSON as a value: FastAPI writes it with spaces where an item's type is not declared. */
function linesOf(text: string): readonly unknown[] {
  return text.split("\n").map((line) => {
    const [, field = "", value = ""] = /^(data: )?(.*)$/.exec(line) ?? [];
    return /^[{"]/.test(value) ? [field, JSON.parse(value)] : line;
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
