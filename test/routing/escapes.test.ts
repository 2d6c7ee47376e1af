import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { foldEscapes, foldText, unfoldEscapes } from "../../src/routing/escapes.ts";

const cases: [string, string, string][] = [
  ["/a/b", "/a/b", "/a/b"],
  ["/a%20b", "/a b", "/a b"],
  ["/%C3%A9%f0%9f%98%80", "/é😀", "/é😀"],
  ["/a%2Fb%2fc", "/a%2Fb%2Fc", "/a/b/c"],
  ["/100%25", "/100%25", "/100%"],
  ["/%252F", "/%252F", "/%2F"],
  ["/100%", "/100%25", "/100%"],
  ["/%zz%41", "/%25zzA", "/%zzA"],
  ["/%ff", "/%25ff", "/%ff"],
  ["/%C3/%A9", "/%25C3/%25A9", "/%C3/%A9"],
  ["/%00", "/\0", "/\0"],
];
for (const [path, folded, unfolded] of cases) {
  test(`the escapes of ${path}`, () => {
    assert.equal(foldEscapes(path), folded);
    assert.equal(unfoldEscapes(folded), unfolded);
  });
}

test("what was encoded comes back, and stands where the pattern's text stands", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const folded = foldEscapes(encodeURIComponent(text));
      assert.equal(unfoldEscapes(folded), text);
      assert.equal(folded.includes("/"), false);
      if (!text.includes("/")) assert.equal(folded, foldText(text));
    }),
  );
});
