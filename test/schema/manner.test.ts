import assert from "node:assert/strict";
import { test } from "node:test";
import type { TypeModel } from "../../src/contract/type-model.ts";
import type { Issue } from "../../src/schema/issue.ts";
import {
  compileSerializer,
  interpretSerializer,
  type SerializerOptions,
} from "../../src/schema/serializer.ts";
import { compileValidator, interpretValidator, type ValidatorOptions } from "../../src/schema/validator.ts";

const string: TypeModel = { kind: "string" };
const item: TypeModel = {
  kind: "object",
  properties: [
    { name: "name", type: string, optional: false },
    { name: "tags", type: { kind: "array", items: string, default: [] }, optional: true },
    {
      name: "note",
      type: { kind: "union", members: [string, { kind: "null" }], default: null },
      optional: true,
    },
  ],
};
const definitions = { Item: { name: "Item", type: item } };
const list: TypeModel = { kind: "array", items: { kind: "ref", id: "Item" } };

test("where values are read bare, what is not there stays away", () => {
  const read = (value: unknown, options: ValidatorOptions): unknown => {
    const [generated, interpreted] = [compileValidator, interpretValidator].map((make) => {
      const issues: Issue[] = [];
      const parsed = make(list, definitions, options)(value, ["body"], issues);
      return issues.length > 0 ? issues.map(({ type, loc }) => `${type} ${loc.join(".")}`) : parsed;
    });
    assert.deepEqual(generated, interpreted);
    return generated;
  };
  assert.deepEqual(read([{ name: "a" }], { bare: true }), [{ name: "a" }]);
  assert.deepEqual(read([{ name: "a" }], {}), [{ name: "a", tags: [], note: null }]);
  assert.deepEqual(read([{ note: null }], { bare: true }), ["missing body.0.name"]);
});

test("where they are written bare, too; nulls and defaults are left out where they are to be", () => {
  const values = [{ name: "a" }, { name: "b", tags: [], note: null }, { name: "c", tags: ["t"], note: "n" }];
  const write = (options: Omit<SerializerOptions, "declared">): string => {
    const issues: Issue[] = [];
    const [generated, interpreted] = [compileSerializer, interpretSerializer].map((make) =>
      make(list, definitions, { declared: true, ...options })(values, issues),
    );
    assert.deepEqual(issues, []);
    assert.equal(generated, interpreted);
    return generated as string;
  };
  const whole = '{"name":"c","tags":["t"],"note":"n"}';
  const filled = (name: string): string => `{"name":"${name}","tags":[],"note":null}`;
  assert.equal(write({}), `[${filled("a")},${filled("b")},${whole}]`);
  assert.equal(write({ bare: true }), `[{"name":"a"},${filled("b")},${whole}]`);
  const nulls = { nulls: true };
  assert.equal(write({ omits: nulls }), `[{"name":"a","tags":[]},{"name":"b","tags":[]},${whole}]`);
  assert.equal(write({ bare: true, omits: nulls }), `[{"name":"a"},{"name":"b","tags":[]},${whole}]`);
  assert.equal(write({ omits: { defaults: true } }), `[{"name":"a"},{"name":"b"},${whole}]`);
});
