import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDate } from "../../src/http/date.ts";

test("a date is read in each of its three forms", () => {
  const moment = Date.UTC(1994, 10, 6, 8, 49, 37);
  assert.equal(parseDate("Sun, 06 Nov 1994 08:49:37 GMT"), moment);
  assert.equal(parseDate("Sunday, 06-Nov-94 08:49:37 GMT"), moment);
  assert.equal(parseDate("Sun Nov  6 08:49:37 1994"), moment);
  assert.equal(parseDate("Sun Nov 16 08:49:37 1994"), Date.UTC(1994, 10, 16, 8, 49, 37));
});

test("what is written by toUTCString is read back", () => {
  for (const date of [0, 1e12, Date.UTC(2024, 1, 29, 23, 59, 59)])
    assert.equal(parseDate(new Date(date).toUTCString()), date);
});

test("two digits stand for no year that is more than 50 years ahead", () => {
  const year = new Date().getUTCFullYear();
  const yearOf = (digits: number): number =>
    new Date(
      parseDate(`Sunday, 06-Nov-${String(digits % 100).padStart(2, "0")} 08:49:37 GMT`) ?? Number.NaN,
    ).getUTCFullYear();
  assert.equal(yearOf(year), year);
  assert.equal(yearOf(year + 51), year - 49);
});

test("what is no date is none", () => {
  for (const text of [
    "",
    "0",
    "now",
    "2026",
    "2026-01-02T03:04:05Z",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 +0100",
    "sun, 06 nov 1994 08:49:37 gmt",
    "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun, 31 Feb 2026 08:49:37 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:49:37 GMT",
    "Sun, 06 Nov 1994 08:60:37 GMT",
    "Sun, 00 Nov 1994 08:49:37 GMT",
  ])
    assert.equal(parseDate(text), undefined, text);
});
