import assert from "node:assert/strict";
import { test } from "node:test";
import { model, validate, ValidationError } from "../../src/index.ts";
import type { Field, Int } from "../../src/index.ts";

interface Item {
  name: Field<string, { minLength: 1 }>;
  count: Int;
  made?: Date;
}

test("a value is read as its model's type", () => {
  const item: Item = validate(model<Item>(), {
    name: "Mill",
    count: "3",
    made: "2026-01-02T03:04:05Z",
    more: 1,
  });
  assert.deepEqual(item, { name: "Mill", count: 3, made: new Date("2026-01-02T03:04:05Z") });
  const counts: Int[] = validate(model<Int[]>(), ["1", 2.0]);
  assert.deepEqual(counts, [1, 2]);
});

test("a value that does not fit is an error with every issue", () => {
  const items = model<Item[]>();
  assert.throws(
    () => validate(items, [{ name: "", count: "x" }]),
    (error) => {
      assert.ok(error instanceof ValidationError);
      assert.deepEqual(
        error.errors.map(({ loc, type }) => [loc, type]),
        [
          [[0, "name"], "string_too_short"],
          [[0, "count"], "int_parsing"],
        ],
      );
      assert.match(error.message, /0\.name: String should have at least 1 character/);
      return true;
    },
  );
});

test("a function whose types were not read is no model", () => {
  // Under another type, the call is no place where a model is handed over.
  const check: (model: () => unknown, value: unknown) => unknown = validate;
  assert.throws(() => check(() => 1, 1), /were not read/);
});
