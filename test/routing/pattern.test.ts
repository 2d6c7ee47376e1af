import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePattern, PatternError } from "../../src/routing/pattern.ts";

const good: [string, string, string[], string][] = [
  ["/", "/", [], "/"],
  ["/items", "/items", [], "/items"],
  ["/items/{id}", "/items/{id}", ["id"], "/items/|id:str|"],
  ["/items/{id:int}/", "/items/{id}/", ["id"], "/items/|id:int|/"],
  ["/files/{rest:path}", "/files/{rest}", ["rest"], "/files/|rest:path|"],
  ["/{p:path}/x", "/{p}/x", ["p"], "/|p:path|/x"],
  ["/{a}-{b}.{c:float}", "/{a}-{b}.{c}", ["a", "b", "c"], "/|a:str|-|b:str|.|c:float|"],
  ["/{a}:cancel/:/x:y", "/{a}:cancel/:/x:y", ["a"], "/|a:str|:cancel/:/x:y"],
  ["/{a}{b:uuid}", "/{a}{b}", ["a", "b"], "/|a:str||b:uuid|"],
  [
    "/{item_id}/{$x}/{größe}/{a-b}",
    "/{item_id}/{$x}/{größe}/{a-b}",
    ["item_id", "$x", "größe", "a-b"],
    "/|item_id:str|/|$x:str|/|größe:str|/|a-b:str|",
  ],
];
for (const [path, format, names, parts] of good) {
  test(`the pattern ${path}`, () => {
    const pattern = parsePattern(path);
    assert.equal(pattern.path, path);
    assert.equal(pattern.format, format);
    assert.deepEqual(pattern.names, names);
    const shown = pattern.parts.map((part) =>
      typeof part === "string" ? part : `|${part.name}:${part.convertor.name}|`,
    );
    assert.equal(shown.join(""), parts);
  });
}

const bad: [string, number, string][] = [
  ["", 0, 'a path begins with a slash, at character 1 of ""'],
  ["items", 0, 'a path begins with a slash, at character 1 of "items"'],
  ["/a/{b", 3, 'this { is never closed, at character 4 of "/a/{b"'],
  ["/a/{b/{c}", 4, '"b/{c" is no name, at character 5 of "/a/{b/{c}"'],
  ["/a}b", 2, 'this } closes nothing, at character 3 of "/a}b"'],
  ["/{a}}", 4, 'this } closes nothing, at character 5 of "/{a}}"'],
  ["/f/:id", 3, '":id" is only text, a parameter is written {id}, at character 4 of "/f/:id"'],
  [
    "/{a}/:größe.png",
    5,
    '":größe" is only text, a parameter is written {größe}, at character 6 of "/{a}/:größe.png"',
  ],
  ["/:id{[0-9]+}", 1, '":id" is only text, a parameter is written {id}, at character 2 of "/:id{[0-9]+}"'],
  ["/{}", 1, 'this parameter has no name, at character 2 of "/{}"'],
  ["/{:int}", 1, 'this parameter has no name, at character 2 of "/{:int}"'],
  ["/{a}/{a}", 6, 'there are two parameters named a, at character 7 of "/{a}/{a}"'],
  ["/{a b}", 2, '"a b" is no name, at character 3 of "/{a b}"'],
  ["/{1}", 2, '"1" is no name, at character 3 of "/{1}"'],
  ["/{a:}", 4, '"" is no convertor (there are str, path, int, float, uuid), at character 5 of "/{a:}"'],
  [
    "/{a:number}",
    4,
    '"number" is no convertor (there are str, path, int, float, uuid), at character 5 of "/{a:number}"',
  ],
];
for (const [path, offset, message] of bad) {
  test(`no pattern: ${JSON.stringify(path)}`, () => {
    assert.throws(
      () => parsePattern(path),
      (error) => {
        assert.ok(error instanceof PatternError);
        assert.deepEqual(
          { ...error, message: error.message },
          { name: "PatternError", path, offset, message },
        );
        return true;
      },
    );
  });
}
