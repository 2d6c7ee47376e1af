import assert from "node:assert/strict";
import { test } from "node:test";
import type { Emission, Wrap } from "../../src/compiler/emission.ts";
import { lower } from "../../src/compiler/lower.ts";
import { weave } from "../../src/compiler/transform.ts";

const attached = "file:///millrace/contract/attached.js";

/** An emission that wraps the one place where `mark` stands in `text`. */
function wrapping(text: string, mark: string, wrap: Partial<Wrap> = {}): Emission {
  const start = text.indexOf(mark);
  assert.ok(start >= 0);
  return {
    wraps: [{ start, end: start + mark.length, signature: 0, accesses: [], prefix: "", ...wrap }],
    contract: { signatures: [], definitions: {} },
    values: [],
  };
}

test("lines stay where they are; what is added follows the last", () => {
  const text = 'get("/", (a) => a);\n\nconst last = 1; // no newline at the end';
  const woven = weave("/a.ts", text, wrapping(text, "(a) => a"), { format: "module", attached }).text;
  const lines = woven.split("\n");
  assert.equal(lines[0], 'get("/", __millraceAttach((a) => a, __millraceContract(0)));');
  assert.equal(lines[2], "const last = 1; // no newline at the end");
  assert.equal(lines[3], `;import { attachSignature as __millraceAttach } from "${attached}";`);
});

test("values are imported once, and named where they are in scope", () => {
  const text = "get((a) => a)";
  const imported = {
    id: "d#x",
    local: "x",
    path: ["y"],
    inline: false,
    imported: { specifier: "./d.ts", exported: "x" },
  };
  const accesses = [
    imported,
    { ...imported, id: "again" },
    { id: "own", local: "z", path: [], inline: true },
  ];
  const { text: woven } = weave("/a.ts", text, wrapping(text, "(a) => a", { accesses }), {
    format: "module",
    attached,
  });
  assert.match(woven, /\{ "d#x": __millraceValue0, "again": __millraceValue0, "own": \(\) => z \}/);
  assert.equal(woven.match(/from "\.\/d\.ts"/g)?.length, 1);
  assert.match(woven, /function __millraceValue0\(\) \{ return __millraceValue0From\.y; \}/);
});

test("the values that types name are handed over with the contract", () => {
  const values = [
    {
      id: "d#even",
      local: "even",
      path: [],
      inline: false,
      imported: { specifier: "./d.ts", exported: "even" },
    },
    { id: "a#odd", local: "odd", path: [], inline: false },
  ];
  const emission = { ...wrapping("get((a) => a)", "(a) => a"), values };
  const woven = weave("/a.ts", "get((a) => a)", emission, { format: "module", attached }).text;
  assert.match(woven, /__millraceOpen\(".*", \{ "d#even": __millraceValue0, "a#odd": __millraceValue1 \}\)/);
  assert.match(woven, /import \{ even as __millraceValue0From \} from "\.\/d\.ts";/);
  assert.match(woven, /function __millraceValue1\(\) \{ return odd; \}/);
});

test("in CommonJS values are required when they are asked for", () => {
  const text = "get(handler)";
  const accesses = [
    { id: "d", local: "d", path: [], inline: false, imported: { specifier: "./d.cjs", exported: "default" } },
  ];
  const emission = wrapping(text, "handler", { accesses });
  const { text: woven } = weave("/a.cts", text, emission, { format: "commonjs", attached });
  assert.doesNotMatch(woven, /\bimport\b/);
  assert.match(woven, /function __millraceValue0From\(\) \{ return require\("\.\/d\.cjs"\)\["default"\]; \}/);
});

test("a declared function gets its signature in a statement, a shorthand property its name again", () => {
  const declared = '"use strict"; const x = 1; function f() {}';
  const statement = wrapping(declared, "f", { statementAt: declared.indexOf("const") });
  const { wraps } = statement;
  const start = declared.indexOf("f()");
  const placed = { ...statement, wraps: wraps.map((wrap) => ({ ...wrap, start, end: start + 1 })) };
  const one = weave("/a.ts", declared, placed, { format: "module", attached }).text;
  assert.ok(one.startsWith('"use strict"; __millraceAttach(f, __millraceContract(0));const x = 1;'));
  const shorthand = "get({ handler })";
  const emission = wrapping(shorthand, "handler", { prefix: "handler: " });
  const two = weave("/a.ts", shorthand, emission, { format: "module", attached }).text;
  assert.ok(two.startsWith("get({ handler: __millraceAttach(handler, __millraceContract(0)) })"));
});

test("the source map leads through both steps to the author's text", () => {
  const text = "type T = 1;\nget((a: T) => fail(a)); get(other);";
  const woven = weave("/src/a.ts", text, wrapping(text, "(a: T) => fail(a)"), { format: "module", attached });
  const lowered = lower("/src/a.ts", woven, {});
  assert.ok("code" in lowered);
  const [, data = ""] = /base64,(.*)\s*$/.exec(lowered.code) ?? [];
  const map: { sources: string[]; mappings: string } = JSON.parse(Buffer.from(data, "base64").toString());
  assert.deepEqual(map.sources, ["file:///src/a.ts"]);
  assert.doesNotMatch(lowered.code, /type T/);
});

test("what TypeScript allows and JavaScript does not is a fault with its place", () => {
  const lowered = lower("/a.ts", { text: "const a = 1;\nconst b = ;", map: undefined }, {});
  assert.ok("fault" in lowered);
  assert.deepEqual([lowered.fault.line, lowered.fault.column], [2, 11]);
});
