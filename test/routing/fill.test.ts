import assert from "node:assert/strict";
import { test } from "node:test";
import { fillPattern } from "../../src/routing/fill.ts";
import { parsePattern } from "../../src/routing/pattern.ts";
import { RouteTree } from "../../src/routing/tree.ts";

const filled = (path: string, values: Parameters<typeof fillPattern>[1]): string =>
  fillPattern(parsePattern(path), values);

test("parameters are filled in, and encoded so that they are found again", () => {
  assert.equal(filled("/items/{id}", { id: 3 }), "/items/3");
  assert.equal(filled("/{year:int}-{slug}.html", { year: 2026n, slug: "a b" }), "/2026-a%20b.html");
  assert.equal(filled("/files/{rest:path}", { rest: "a/b c/d?e" }), "/files/a/b%20c/d%3Fe");
  assert.equal(filled("/files/{rest:path}", { rest: "" }), "/files/");
  assert.equal(filled("/café/{x}", { x: true }), "/caf%C3%A9/true");
  for (const value of ["a/b", "%2F", "ü", "a?b#c", "...", ";"]) {
    const tree = new RouteTree<string>();
    tree.add("GET", parsePattern("/x/{value}"), "found");
    assert.deepEqual(tree.find("GET", filled("/x/{value}", { value }))?.params, [value], value);
  }
});

test("what cannot stand there is refused", () => {
  assert.throws(() => filled("/items/{id}", {}), /the path \/items\/\{id\} needs a value for "id"/);
  assert.throws(() => filled("/{toString}", {}), /needs a value/);
  assert.throws(() => filled("/items/{id}", { id: "" }), /"" cannot stand for \{id\}/);
  assert.throws(() => filled("/items/{id:int}", { id: "x" }), /"x" cannot stand for \{id\}/);
  assert.throws(() => filled("/items/{id:uuid}", { id: "x" }), /cannot stand/);
  for (const id of [".", ".."]) assert.throws(() => filled("/items/{id}", { id }), /cannot stand/);
  assert.throws(() => filled("/files/{rest:path}", { rest: "a/../b" }), /cannot stand/);
});
