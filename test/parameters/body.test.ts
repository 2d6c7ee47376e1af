import assert from "node:assert/strict";
import { test } from "node:test";
import type { TypeModel } from "../../src/contract/type-model.ts";
import { body, loadBody } from "../../src/parameters/body.ts";
import { RequestContext } from "../../src/parameters/context.ts";
import type { LoadedBody } from "../../src/parameters/loaded-body.ts";
import type { Issue } from "../../src/schema/issue.ts";
import { exchangeOf, parameterOf } from "./asking.ts";

const load = (text: string, type: string = "application/json"): Promise<LoadedBody | Issue> =>
  loadBody(exchangeOf({ headers: ["content-type", type], pieces: [text] }), { limit: 1000, bigints: false });

interface Settings {
  readonly optional?: boolean;
  readonly embedded?: boolean;
  readonly strict?: boolean;
  readonly alias?: string;
}

/** What a parameter of a type takes from a loaded body, and the issues as type and place. */
function take(type: TypeModel, loaded: LoadedBody | Issue, settings: Settings = {}): [unknown, unknown[]] {
  assert.ok(!("type" in loaded));
  const { optional = false, embedded = false, strict = false, alias } = settings;
  const parameter = parameterOf("item", type, { optional, ...(alias !== undefined && { alias }) });
  const { read } = body.bind({ parameter, definitions: {}, pathNames: [], embedded, strict, scopes: [] });
  const context = new RequestContext(exchangeOf({}), []);
  context.body = loaded;
  const issues: Issue[] = [];
  const value = read(context, issues);
  return [value, issues.map((issue) => [issue.type, issue.loc])];
}

const item: TypeModel = {
  kind: "object",
  properties: [{ name: "id", type: { kind: "integer" }, optional: false }],
};
const nullable: TypeModel = { kind: "union", members: [item, { kind: "null" }] };

test("JSON is read where the content type says so, anything else is text", async () => {
  for (const type of ["application/json", "Application/JSON; charset=utf-8", "application/geo+json"]) {
    assert.deepEqual(await load('{"id":1}', type), { present: true, value: { id: 1 } }, type);
  }
  for (const type of ["text/plain", "application/xjson", "json", ""]) {
    assert.deepEqual(await load('{"id":1}', type), { present: true, value: '{"id":1}' }, type);
  }
  assert.deepEqual(await load(""), { present: false, value: undefined });
});

test("malformed JSON is one issue at its place", async () => {
  const ctx = { error: "Expecting value" };
  assert.deepEqual(await load('{"id":}'), {
    type: "json_invalid",
    loc: ["body", 6],
    msg: "JSON decode error",
    input: {},
    ctx,
  });
});

test("a whole body: what is not there, or null where null will not do, is missing", async () => {
  const nothing = await load("");
  const none = await load("null");
  assert.deepEqual(take(item, await load('{"id":"7"}')), [{ id: 7 }, []]);
  assert.deepEqual(take(item, nothing), [undefined, [["missing", ["body"]]]]);
  assert.deepEqual(take(item, none), [undefined, [["missing", ["body"]]]]);
  assert.deepEqual(take(nullable, none), [null, []]);
  assert.deepEqual(take(item, nothing, { optional: true }), [undefined, []]);
  assert.deepEqual(take(item, none, { optional: true }), [undefined, []]);
});

test("one key of a body: its own properties only", async () => {
  const embedded = { embedded: true };
  assert.deepEqual(take(item, await load('{"item":{"id":7}}'), embedded), [{ id: 7 }, []]);
  assert.deepEqual(take(item, await load('{"it":{"id":7}}'), { ...embedded, alias: "it" }), [{ id: 7 }, []]);
  assert.deepEqual(take(nullable, await load('{"item":null}'), embedded), [null, []]);
  for (const text of ['{"other":1}', "[]", "7", '"item"', ""]) {
    assert.deepEqual(
      take(item, await load(text), embedded),
      [undefined, [["missing", ["body", "item"]]]],
      text,
    );
  }
  const optional = { ...embedded, optional: true };
  for (const text of ["null", "{}", '{"item":null}', ""])
    assert.deepEqual(take(item, await load(text), optional), [undefined, []], text);
  for (const text of ["3", "[]", '"text"'])
    assert.deepEqual(
      take(item, await load(text), optional),
      [undefined, [["missing", ["body", "item"]]]],
      text,
    );
  const inherited = take({ kind: "unknown" }, await load("{}"), { ...embedded, alias: "constructor" });
  assert.deepEqual(inherited, [undefined, [["missing", ["body", "constructor"]]]]);
});

test("strict JSON makes no number of a text", async () => {
  const loaded = await load('{"id":"7"}');
  assert.deepEqual(take(item, loaded, { strict: true })[1], [["int_type", ["body", "id"]]]);
});
