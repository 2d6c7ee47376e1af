import assert from "node:assert/strict";
import { test } from "node:test";
import { type Field, type Int, Millrace } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

interface Item {
  name: string;
  price: number;
  count?: Int;
}

interface Tree {
  v: Int;
  kids?: Tree[];
}

const app = new Millrace();
app.post("/items", (item: Item) => ({ item, polluted: "polluted" in {} }));
app.post("/words", (words: Record<string, unknown>) => Object.entries(words));
app.post("/bigs", (bigs: bigint[]): bigint[] => bigs);
app.post("/trees", (tree: Tree) => tree.v);
app.post("/anything", (anything: unknown[]) => anything.length);
app.post("/slow", (texts: Field<string, { pattern: "^(a+)+$"; maxLength: 20 }>[]) => texts.length);
const client = new TestClient(app);

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function post(path: string, json: string): Promise<Answer> {
  const response = await client.post(path, { body: json, headers: { "content-type": "application/json" } });
  return { status: response.status, body: await response.json() };
}

/** The types and places of the issues of a 422. */
async function issues(path: string, json: string): Promise<string[]> {
  const { status, body } = await post(path, json);
  assert.equal(status, 422);
  const { detail } = body as { detail: { type: string; loc: unknown[] }[] };
  return detail.map(({ type, loc }) => `${type} ${loc.slice(0, 4).join(".")}`);
}

test("__proto__ and constructor are names like any other, and change no prototype", async () => {
  const polluting =
    '{"name":"a","price":1,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
  const { body } = await post("/items", polluting);
  assert.deepEqual(body, { item: { name: "a", price: 1 }, polluted: false });
  assert.deepEqual((await post("/words", '{"__proto__":{"polluted":1},"constructor":2}')).body, [
    ["__proto__", { polluted: 1 }],
    ["constructor", 2],
  ]);
  assert.deepEqual(await issues("/items", '{"__proto__":{"name":"a","price":1}}'), [
    "missing body.name",
    "missing body.price",
  ]);
  assert.equal("polluted" in {}, false);
});

test("the last of duplicate keys counts, as in Python", async () => {
  const { body } = await post("/items", '{"price":"x","name":"a","price":1,"price":2}');
  assert.deepEqual(body, { item: { name: "a", price: 2 }, polluted: false });
  assert.deepEqual(await issues("/items", '{"name":"a","price":2,"price":"x"}'), [
    "float_parsing body.price",
  ]);
});

test("NaN and Infinity are no JSON, and no number in any other form", async () => {
  for (const word of ["NaN", "Infinity", "-Infinity"]) {
    assert.deepEqual(await issues("/items", `{"name":"a","price":${word}}`), ["json_invalid body.20"]);
    assert.deepEqual(await issues("/items", `{"name":"a","price":"${word}"}`), ["finite_number body.price"]);
  }
  assert.deepEqual(await issues("/items", '{"name":"a","price":1e400}'), ["finite_number body.price"]);
  assert.deepEqual(await issues("/items", '{"price":1e400}'), [
    "missing body.name",
    "finite_number body.price",
  ]);
});

test("an integer is exact or refused", async () => {
  const item = (count: string): string => `{"name":"a","price":1,"count":${count}}`;
  assert.equal((await post("/items", item("9007199254740991"))).status, 200);
  for (const count of ["9007199254740993", '"9007199254740993"', "1e20"]) {
    assert.deepEqual(await issues("/items", item(count)), ["int_parsing_size body.count"]);
  }
  const response = await client.post("/bigs", { json: ["1".repeat(4300)] });
  assert.equal(await response.text(), `[${"1".repeat(4300)}]`);
  assert.deepEqual(await issues("/bigs", `["${"1".repeat(4301)}"]`), ["int_parsing_size body.0"]);
});

test("half a surrogate pair is no text, also as a key", async () => {
  assert.deepEqual(await issues("/items", String.raw`{"name":"\ud83d","price":1}`), [
    "string_unicode body.name",
  ]);
  assert.deepEqual(await issues("/words", String.raw`{"\ud83d":1}`), ["string_unicode body.\ud83d.[key]"]);
  assert.equal((await post("/words", String.raw`{"\ud83d\ude00":1}`)).status, 200);
});

test("nesting that is too deep is an issue where the type ends it, and nothing where it is not looked at", async () => {
  const deep = 100_000;
  const lists = "[".repeat(deep) + "]".repeat(deep);
  const trees = '{"v":1,"kids":['.repeat(deep / 2) + "]}".repeat(deep / 2);
  assert.deepEqual(await issues("/trees", trees), ["recursion_loop body.kids.0.kids"]);
  assert.deepEqual(await post("/anything", lists), { status: 200, body: 1 });
  assert.equal((await post("/items", lists)).status, 422);
  assert.equal((await post("/items", "[".repeat(deep))).status, 422);
});

test("a length is looked at before a pattern, so that it bounds the time that a pattern takes", async () => {
  const begin = performance.now();
  assert.deepEqual(await issues("/slow", JSON.stringify([`${"a".repeat(100_000)}!`])), [
    "string_too_long body.0",
  ]);
  assert.ok(performance.now() - begin < 5000);
  assert.deepEqual(await issues("/slow", '["aaaa!"]'), ["string_pattern_mismatch body.0"]);
});
