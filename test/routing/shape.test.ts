import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parsePattern } from "../../src/routing/pattern.ts";
import { Shape } from "../../src/routing/shape.ts";
import { regexOf } from "./linear.ts";

const shapeOf = (path: string): Shape => new Shape(parsePattern(path).parts);

const captured = (path: string, text: string): string[] | undefined => {
  const params: string[] = [];
  return shapeOf(path).match(text, params) ? params : undefined;
};

const cases: [string, string, string[] | undefined][] = [
  ["/{a}.json", "/x.json", ["x"]],
  ["/{a}.json", "/.json", undefined],
  ["/{a}.json", "/x.json.json", ["x.json"]],
  ["/v{n:int}", "/v12", ["12"]],
  ["/v{n:int}", "/v1x", undefined],
  ["/{a}-{b}", "/1-2-3", ["1-2", "3"]],
  ["/{a:int}-{b}", "/1-2-3", ["1", "2-3"]],
  ["/{a}-{b:int}", "/1-2-x", undefined],
  ["/{a}{b}", "/xyz", ["xy", "z"]],
  ["/{a}{b:int}", "/x12", ["x1", "2"]],
  ["/{x:float}", "/1.5", ["1.5"]],
  ["/{x:float}", "/1.", undefined],
  ["/{x:float}.{y}", "/1.2.3", ["1.2", "3"]],
  ["/{x:float}.{y}", "/1.2", ["1", "2"]],
  ["/{u:uuid}-{v}", "/0123456789abcdef0123456789ABCDEF-x", ["0123456789abcdef0123456789ABCDEF", "x"]],
  ["/{u:uuid}", "/01234567-89ab-cdef-0123-456789abcdef", ["01234567-89ab-cdef-0123-456789abcdef"]],
  ["/{u:uuid}", "/01234567-89ab-cdef-0123-456789abcde", undefined],
  ["/{p:path}/edit", "/a/b/edit", ["a/b"]],
  ["/{p:path}/edit", "//edit", [""]],
  ["/{p:path}/edit", "/edit", undefined],
  ["/{p:path}/{id}", "/a/b/c", ["a/b", "c"]],
  ["/{p:path}/{q:path}", "/a/b/c", ["a/b", "c"]],
  ["/{p:path}/x/{id:int}", "/a/x/1/x/2", ["a/x/1", "2"]],
  ["/{p:path}/x/{id:int}", "/a/x/1/x/b", undefined],
  ["/{p:path}", "/", [""]],
  ["/ab{x}ba", "/aba", undefined],
];
for (const [path, text, expected] of cases) {
  test(`${path} against ${text}`, () => assert.deepEqual(captured(path, text), expected));
}

test("the same parameters as a regular expression finds", () => {
  const part = fc.constantFrom(
    "{a}",
    "{b:int}",
    "{c:float}",
    "{d:path}",
    "{e}",
    "{f:int}",
    "-",
    ".",
    "1",
    "/",
    "x",
  );
  const text = fc.array(fc.constantFrom("1", "2", ".", "-", "/", "x", "11", "1.1"), { maxLength: 12 });
  fc.assert(
    fc.property(fc.uniqueArray(part, { maxLength: 7 }), text, (parts, pieces) => {
      const path = `/${parts.join("")}`;
      const pattern = parsePattern(path);
      if (pattern.names.length === 0) return;
      const subject = `/${pieces.join("")}`;
      assert.deepEqual(
        captured(path, subject),
        regexOf(pattern).exec(subject)?.slice(1),
        `${path} ${subject}`,
      );
    }),
    { numRuns: 10_000 },
  );
});

test("a hostile text costs little", () => {
  const start = performance.now();
  for (const [path, text] of [
    ["/{a}-{b}-{c}-{d}.json", `/${"-".repeat(16_000)}`],
    ["/{a:int}1{b:int}1{c:int}x", `/${"1".repeat(16_000)}`],
    ["/{a:path}/{b:path}/{c:path}/x", "/".repeat(16_000)],
    ["/{a:float}.{b:float}.{c:float}x", `/${"1.".repeat(8_000)}`],
  ] as const) {
    assert.equal(captured(path, text), undefined);
  }
  assert.ok(performance.now() - start < 500, `${performance.now() - start} ms`);
});
