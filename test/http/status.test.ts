import assert from "node:assert/strict";
import { STATUS_CODES } from "node:http";
import { test } from "node:test";
import { hasBody, reasonOf } from "../../src/http/status.ts";

/** Where the IANA registry has moved on since Node's table was written. */
const renamed: Record<number, string> = {
  208: "Already Reported",
  413: "Content Too Large",
  418: "I'm a Teapot",
  422: "Unprocessable Content",
  509: "Unknown",
};

test("every status that Node knows has its reason", () => {
  for (const [code, reason] of Object.entries(STATUS_CODES)) {
    assert.equal(reasonOf(Number(code)), renamed[Number(code)] ?? reason, code);
  }
  assert.equal(reasonOf(299), "Unknown");
  assert.equal(reasonOf(299, "Other"), "Other");
});

test("only some statuses have no body", () => {
  const without = Array.from({ length: 500 }, (_, i) => i + 100).filter((status) => !hasBody(status));
  assert.deepEqual(
    without.filter((status) => status >= 200),
    [204, 205, 304],
  );
  assert.equal(without.length, 103);
});
