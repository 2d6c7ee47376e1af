import assert from "node:assert/strict";
import { test } from "node:test";
import { openContract } from "../../src/contract/attached.ts";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import type { Issue } from "../../src/schema/issue.ts";
import { jsonSchema } from "../../src/schema/json-schema.ts";
import { compileValidator, interpretValidator } from "../../src/schema/validator.ts";

function definitionsWith(values: Record<string, () => unknown>): Definitions {
  const signature = { name: "", parameters: [], result: {}, location: {} };
  const [opened] = openContract(JSON.stringify({ signatures: [signature], definitions: {} }), values);
  assert.ok(opened);
  return opened.definitions;
}

function outcome(type: TypeModel, definitions: Definitions, value: unknown): [unknown, Issue[]] {
  const outcomes = [compileValidator, interpretValidator].map((make): [unknown, Issue[]] => {
    const issues: Issue[] = [];
    const parsed = make(type, definitions)(value, ["body"], issues);
    return [issues.length === 0 ? parsed : undefined, issues];
  });
  assert.deepEqual(outcomes[0], outcomes[1]);
  return outcomes[0] as [unknown, Issue[]];
}

const property = (name: string, type: TypeModel) => ({ name, type, optional: false });

test("a check sees the parsed value, may replace it, and refuses by throwing", () => {
  const definitions = definitionsWith({
    even: () => (value: number) => {
      if (value % 2 !== 0) throw new Error("must be even");
      return value / 2;
    },
  });
  const even: TypeModel = { kind: "checked", type: { kind: "integer" }, check: "even" };
  const type: TypeModel = { kind: "object", properties: [property("n", even)] };
  assert.deepEqual(outcome(type, definitions, { n: "8" }), [{ n: 4 }, []]);
  assert.deepEqual(outcome(type, definitions, { n: "7" })[1], [
    {
      type: "value_error",
      loc: ["body", "n"],
      msg: "Value error, must be even",
      input: "7",
      ctx: { error: {} },
    },
  ]);
  assert.deepEqual(
    outcome(type, definitions, { n: "x" })[1].map((issue) => issue.type),
    ["int_parsing"],
  );
});

test("a check of a whole model runs after its properties, and its own mistakes are thrown", () => {
  const definitions = definitionsWith({
    ordered:
      () =>
      ({ from, to }: { from: number; to: number }) => {
        if (from > to) throw new RangeError("from is after to");
      },
    broken: () => () => (undefined as unknown as { x: number }).x,
  });
  const range: TypeModel = {
    kind: "object",
    properties: [property("from", { kind: "number" }), property("to", { kind: "number" })],
  };
  const type: TypeModel = { kind: "checked", type: range, check: "ordered" };
  assert.deepEqual(outcome(type, definitions, { from: 1, to: 2 }), [{ from: 1, to: 2 }, []]);
  assert.deepEqual(
    outcome(type, definitions, { from: 3, to: 2 })[1][0]?.msg,
    "Value error, from is after to",
  );
  assert.deepEqual(
    outcome(type, definitions, { from: 3 })[1].map((issue) => issue.type),
    ["missing"],
  );
  const broken: TypeModel = { kind: "checked", type: range, check: "broken" };
  assert.throws(() => outcome(broken, definitions, { from: 1, to: 2 }), TypeError);
});

test("a Standard Schema validates with its own messages and places, and documents itself", () => {
  const schema = {
    "~standard": {
      vendor: "test",
      validate: (value: unknown) =>
        typeof value === "object" && value !== null && "a" in value
          ? { value: { ...value, parsed: true } }
          : { issues: [{ message: "a is needed", path: [{ key: "a" }] }] },
      jsonSchema: { input: () => ({ $schema: "x", type: "object", required: ["a"] }) },
    },
  };
  const definitions = definitionsWith({ Item: () => schema });
  const type: TypeModel = { kind: "standard", schema: "Item" };
  assert.deepEqual(outcome(type, definitions, { a: 1 }), [{ a: 1, parsed: true }, []]);
  assert.deepEqual(outcome(type, definitions, { b: 1 })[1], [
    { type: "value_error", loc: ["body", "a"], msg: "a is needed", input: { b: 1 } },
  ]);
  assert.deepEqual(jsonSchema(type, definitions, { ref: String }), { type: "object", required: ["a"] });
});

test("what would be waited for is refused, and its rejection ends nothing", async () => {
  const later = async (): Promise<never> => {
    throw new Error("too late");
  };
  const schema = { "~standard": { vendor: "test", validate: later } };
  const definitions = definitionsWith({ later: () => later, schema: () => schema });
  const checked: TypeModel = { kind: "checked", type: { kind: "string" }, check: "later" };
  assert.throws(() => outcome(checked, definitions, "a"), TypeError);
  assert.throws(() => outcome({ kind: "standard", schema: "schema" }, definitions, "a"), TypeError);
  await new Promise((resolve) => setTimeout(resolve, 10));
});
