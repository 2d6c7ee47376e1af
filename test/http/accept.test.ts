import assert from "node:assert/strict";
import { test } from "node:test";
import { preferredType } from "../../src/http/accept.ts";

const offered = ["application/jsonl", "text/event-stream", "application/json"] as const;
const preferred = (accept: string | undefined): string => preferredType(accept, offered);

for (const [accept, expected] of [
  [undefined, "application/jsonl"],
  ["*/*", "application/jsonl"],
  ["", "application/jsonl"],
  ["image/png", "application/jsonl"],
  ["application/json", "application/json"],
  ["Application/JSON; charset=utf-8", "application/json"],
  ["text/event-stream", "text/event-stream"],
  ["text/*", "text/event-stream"],
  ["application/*", "application/jsonl"],
  // What `axios` sends, and what Chromium sends for a page.
  ["application/json, text/plain, */*", "application/json"],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "application/jsonl"],
  ["application/json;q=0.5, */*", "application/jsonl"],
  ["application/json;q=0.5, text/event-stream;q=0.6", "text/event-stream"],
  ["application/jsonl;q=0, */*", "text/event-stream"],
  ["application/jsonl;q=0, text/event-stream;q=0, application/json;q=0", "application/jsonl"],
  ["*/*;q=0.1, application/*;q=0", "text/event-stream"],
  ["nonsense, application/json", "application/json"],
  ["application/json;q=nonsense", "application/json"],
] as const) {
  test(`Accept: ${accept ?? "(absent)"}`, () => assert.equal(preferred(accept), expected));
}
