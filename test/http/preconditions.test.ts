import assert from "node:assert/strict";
import { test } from "node:test";
import {
  entityTags,
  isSameVersion,
  preconditionStatus,
  sameStrongly,
  sameWeakly,
  type Validators,
} from "../../src/http/preconditions.ts";

const before = "Thu, 01 Jan 2026 00:00:00 GMT";
const lastModified = "Fri, 02 Jan 2026 00:00:00 GMT";
const later = "Sat, 03 Jan 2026 00:00:00 GMT";
const current: Validators = { etag: '"a"', lastModified };

function status(
  headers: Readonly<Record<string, string>>,
  method: string = "GET",
  validators: Validators = current,
): 304 | 412 | undefined {
  return preconditionStatus({ method, header: (name) => headers[name] }, validators);
}

test("without preconditions the request is answered", () => {
  assert.equal(status({}), undefined);
  assert.equal(status({}, "PUT", {}), undefined);
});

test("If-Match wants one of its tags, compared strongly", () => {
  assert.equal(status({ "if-match": '"a"' }), undefined);
  assert.equal(status({ "if-match": '"b", "a"' }), undefined);
  assert.equal(status({ "if-match": "*" }, "PUT", {}), undefined);
  assert.equal(status({ "if-match": '"b"' }), 412);
  assert.equal(status({ "if-match": '"b"' }, "PUT"), 412);
  assert.equal(status({ "if-match": 'W/"a"' }), 412);
  assert.equal(status({ "if-match": 'W/"a"' }, "GET", { etag: 'W/"a"' }), 412);
  assert.equal(status({ "if-match": '"a"' }, "GET", {}), 412);
  assert.equal(status({ "if-match": "a" }), 412);
});

test("If-None-Match wants none of its tags, compared weakly", () => {
  assert.equal(status({ "if-none-match": '"b"' }), undefined);
  assert.equal(status({ "if-none-match": '"a"' }), 304);
  assert.equal(status({ "if-none-match": 'W/"a"' }), 304);
  assert.equal(status({ "if-none-match": '"b",W/"a" , "c"' }, "HEAD"), 304);
  assert.equal(status({ "if-none-match": '"a"' }, "GET", { etag: 'W/"a"' }), 304);
  assert.equal(status({ "if-none-match": "*" }), 304);
  assert.equal(status({ "if-none-match": "*" }, "PUT"), 412);
  assert.equal(status({ "if-none-match": '"a"' }, "DELETE"), 412);
  assert.equal(status({ "if-none-match": '"a"' }, "GET", {}), undefined);
  assert.equal(status({ "if-none-match": "a" }), undefined);
  assert.equal(status({ "if-none-match": "" }), undefined);
});

test("If-Modified-Since counts for GET and HEAD", () => {
  assert.equal(status({ "if-modified-since": before }), undefined);
  assert.equal(status({ "if-modified-since": lastModified }), 304);
  assert.equal(status({ "if-modified-since": later }, "HEAD"), 304);
  assert.equal(status({ "if-modified-since": lastModified }, "POST"), undefined);
  assert.equal(status({ "if-modified-since": "yesterday" }), undefined);
  assert.equal(status({ "if-modified-since": lastModified }, "GET", { etag: '"a"' }), undefined);
});

test("If-Unmodified-Since counts for every method", () => {
  assert.equal(status({ "if-unmodified-since": lastModified }), undefined);
  assert.equal(status({ "if-unmodified-since": later }), undefined);
  assert.equal(status({ "if-unmodified-since": before }), 412);
  assert.equal(status({ "if-unmodified-since": before }, "PUT"), 412);
  assert.equal(status({ "if-unmodified-since": "yesterday" }), undefined);
  assert.equal(status({ "if-unmodified-since": before }, "GET", { etag: '"a"' }), undefined);
});

test("a tag goes before a date, and what refuses before what saves", () => {
  assert.equal(status({ "if-match": '"a"', "if-unmodified-since": before }), undefined);
  assert.equal(status({ "if-none-match": '"b"', "if-modified-since": later }), undefined);
  assert.equal(status({ "if-none-match": '"a"', "if-modified-since": before }), 304);
  assert.equal(status({ "if-match": '"b"', "if-none-match": '"a"' }), 412);
  assert.equal(status({ "if-match": '"a"', "if-none-match": '"a"' }), 304);
  assert.equal(status({ "if-unmodified-since": before, "if-modified-since": later }), 412);
});

test("If-Range names exactly this version", () => {
  assert.equal(isSameVersion('"a"', current), true);
  assert.equal(isSameVersion('"b"', current), false);
  assert.equal(isSameVersion('W/"a"', { etag: 'W/"a"' }), false);
  assert.equal(isSameVersion('"a"', {}), false);
  assert.equal(isSameVersion(lastModified, current), true);
  assert.equal(isSameVersion("Friday, 02-Jan-26 00:00:00 GMT", current), true);
  assert.equal(isSameVersion(later, current), false);
  assert.equal(isSameVersion(before, current), false);
  assert.equal(isSameVersion(lastModified, {}), false);
  assert.equal(isSameVersion("a", current), false);
});

test("tags are read from a list, and compared", () => {
  assert.deepEqual(entityTags('"a", W/"b" ,"c,d", ,"é", ""'), ['"a"', 'W/"b"', '"c,d"', '"é"', '""']);
  assert.deepEqual(entityTags("a, b"), []);
  assert.equal(sameStrongly('"a"', '"a"'), true);
  assert.equal(sameStrongly('W/"a"', 'W/"a"'), false);
  assert.equal(sameStrongly('W/"a"', '"a"'), false);
  assert.equal(sameWeakly('W/"a"', '"a"'), true);
  assert.equal(sameWeakly('W/"a"', '"b"'), false);
});
