import assert from "node:assert/strict";
import { test } from "node:test";
import type { TypeModel } from "../../src/contract/type-model.ts";
import { BodyTooLarge } from "../../src/http/engine.ts";
import { form } from "../../src/parameters/form.ts";
import { loadForm } from "../../src/parameters/form-body.ts";
import { FormFields } from "../../src/parameters/form-fields.ts";
import { BodyError } from "../../src/parameters/body-error.ts";
import { formLimits } from "../../src/parameters/form-limits.ts";
import { ask, bound, exchangeOf, parameterOf, texts } from "./asking.ts";

const urlencoded = ["content-type", "application/x-www-form-urlencoded;charset=utf-8"];

const load = (text: string, limits = {}, headers: readonly string[] = urlencoded): Promise<FormFields> =>
  loadForm(exchangeOf({ headers, pieces: [text] }), { ...formLimits, body: 1000, ...limits });

test("a urlencoded form: plus is a space, repeats and blanks are kept", async () => {
  const fields = await load("a=1+2&b=%C3%BC&a=&c");
  assert.deepEqual(
    fields.names().map((name) => [name, fields.all(name)]),
    [
      ["a", ["1 2", ""]],
      ["b", ["ü"]],
      ["c", [""]],
    ],
  );
});

test("a urlencoded form has limits", async () => {
  await assert.rejects(load("a&b&c", { fields: 2 }), /Too many fields. Maximum number of fields is 2./);
  await assert.rejects(load(`a=${"x".repeat(2049)}`, { fieldSize: 2048 }), BodyError);
  assert.equal((await load("a&b", { fields: 2 })).names().length, 2);
});

test("another body is a form without fields, and is not read", async () => {
  for (const headers of [[], ["content-type", "application/json"], ["content-type", "nonsense"]]) {
    const exchange = { ...exchangeOf({ headers }), readBody: () => Promise.reject(new BodyTooLarge(1)) };
    assert.deepEqual((await loadForm(exchange, { ...formLimits, body: 1 })).names(), []);
  }
});

test("one value is the last of its name, and a field left blank is not there", async () => {
  const fields = await load("a=1&a=2&b=3&b=");
  const a = bound(form, parameterOf("a", { kind: "integer" }));
  const b = bound(form, parameterOf("b", { kind: "integer" }, { optional: true }));
  const needed = bound(form, parameterOf("b", { kind: "string" }));
  assert.deepEqual(ask(a, { form: fields }), { value: 2, issues: [] });
  assert.deepEqual(ask(b, { form: fields }), { value: undefined, issues: [] });
  assert.deepEqual(ask(needed, { form: fields }).issues, [
    { type: "missing", loc: ["body", "b"], msg: "Field required", input: null },
  ]);
  assert.deepEqual(ask(bound(form, parameterOf("b", texts)), { form: fields }).value, ["3", ""]);
});

test("files: one, several, and their bytes where these are asked for", async () => {
  const fields = new FormFields();
  const [one, two] = ["one", "two"].map((text) => new File([text], `${text}.txt`));
  assert.ok(one && two);
  fields.add("files", one);
  fields.add("files", two);
  fields.add("text", "three");
  const file: TypeModel = { kind: "file" };
  const bytes: TypeModel = { kind: "array", items: { kind: "bytes" } };
  assert.equal(ask(bound(form, parameterOf("files", file)), { form: fields }).value, two);
  const several = parameterOf("files", { kind: "array", items: file });
  assert.deepEqual(ask(bound(form, several), { form: fields }).value, [one, two]);
  const wrong = ask(bound(form, parameterOf("text", file)), { form: fields });
  assert.deepEqual(
    wrong.issues.map(({ type, loc }) => [type, loc]),
    [["value_error", ["body", "text"]]],
  );
  await fields.readFiles(["files", "not there"]);
  const read = ask(bound(form, parameterOf("files", bytes)), { form: fields }).value as Uint8Array[];
  assert.deepEqual(
    read.map((each) => new TextDecoder().decode(each)),
    ["one", "two"],
  );
});

test("a model takes its properties from fields, and may forbid others", async () => {
  const model: TypeModel = {
    kind: "object",
    properties: [
      { name: "name", type: { kind: "string" }, optional: false },
      { name: "tags", type: { ...texts, default: [] }, optional: true },
    ],
    additional: false,
  };
  const data = bound(form, parameterOf("data", model));
  assert.deepEqual(ask(data, { form: await load("name=a&tags=b&tags=c") }).value, {
    name: "a",
    tags: ["b", "c"],
  });
  assert.deepEqual(
    ask(data, { form: await load("name=&extra=1") }).issues.map(({ type, loc, input }) => [type, loc, input]),
    [
      ["missing", ["body", "name"], { extra: "1", tags: [] }],
      ["extra_forbidden", ["body", "extra"], "1"],
    ],
  );
});
