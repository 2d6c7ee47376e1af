import assert from "node:assert/strict";
import { test } from "node:test";
import { contentDisposition } from "../../src/http/content-disposition.ts";

test("a plain name is quoted, any other is encoded", () => {
  const name = (filename: string): string => contentDisposition("attachment", filename);
  assert.equal(name("a b.csv"), 'attachment; filename="a b.csv"');
  assert.equal(name("Mühle's.csv"), "attachment; filename*=utf-8''M%C3%BChle%27s.csv");
  assert.equal(name('a"b'), "attachment; filename*=utf-8''a%22b");
  assert.equal(name("a\\b"), "attachment; filename*=utf-8''a%5Cb");
  assert.equal(name("100%"), "attachment; filename*=utf-8''100%25");
  assert.equal(name("a(1)*.csv\r\nx: y"), "attachment; filename*=utf-8''a%281%29%2A.csv%0D%0Ax%3A%20y");
  assert.equal(name("\ud800"), "attachment; filename*=utf-8''%EF%BF%BD");
  assert.equal(contentDisposition("inline", "a.pdf"), 'inline; filename="a.pdf"');
});
