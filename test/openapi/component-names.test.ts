import assert from "node:assert/strict";
import { test } from "node:test";
import type { Definitions } from "../../src/contract/type-model.ts";
import { componentNames } from "../../src/openapi/component-names.ts";

function namesOf(names: Readonly<Record<string, string>>, ...reserved: string[]): Record<string, string> {
  const definitions: Definitions = Object.fromEntries(
    Object.entries(names).map(([id, name]) => [id, { name, type: { kind: "string" } }]),
  );
  return Object.fromEntries(componentNames(Object.keys(names), definitions, new Set(reserved)));
}

test("a name that nobody shares stands as it is", () => {
  assert.deepEqual(namesOf({ "/a/shop.ts#Item": "Item", "/a/shop.ts#Page<Item>": "Page_Item_" }), {
    "/a/shop.ts#Item": "Item",
    "/a/shop.ts#Page<Item>": "Page_Item_",
  });
});

test("characters that a component's name cannot hold become underscores", () => {
  assert.deepEqual(namesOf({ "#1": "Straße$" }), { "#1": "Stra_e_" });
});

test("namesakes are told apart by as little of their place as will do", () => {
  assert.deepEqual(
    namesOf({ "/home/me/shop/orders.ts#Item": "Item", "/home/me/shop/users.ts#Item": "Item" }),
    {
      "/home/me/shop/orders.ts#Item": "orders__Item",
      "/home/me/shop/users.ts#Item": "users__Item",
    },
  );
  assert.deepEqual(namesOf({ "a/model.ts#Item": "Item", "b/model.ts#Item": "Item" }), {
    "a/model.ts#Item": "a__model__Item",
    "b/model.ts#Item": "b__model__Item",
  });
  assert.deepEqual(namesOf({ "src/a/model.ts#Item": "Item", "src/b/model.ts#Item": "Item" }), {
    "src/a/model.ts#Item": "a__model__Item",
    "src/b/model.ts#Item": "b__model__Item",
  });
});

test("namesakes of one file are told apart by what they are made of", () => {
  assert.deepEqual(
    namesOf({
      "/src/main.ts#Page</src/main.ts#Item>": "Page_Item_",
      "/src/main.ts#Page</src/shop.d.ts#Item>": "Page_Item_",
    }),
    {
      "/src/main.ts#Page</src/main.ts#Item>": "main__Page_main__Item_",
      "/src/main.ts#Page</src/shop.d.ts#Item>": "main__Page_shop__Item_",
    },
  );
});

test("what nothing tells apart is numbered", () => {
  assert.deepEqual(namesOf({ "/a/x.ts#P</b/x.ts#I>": "P_I_", "/a/x.ts#P</c/x.ts#I>": "P_I_" }), {
    "/a/x.ts#P</b/x.ts#I>": "x__P_x__I_",
    "/a/x.ts#P</c/x.ts#I>": "x__P_x__I__2",
  });
  assert.deepEqual(namesOf({ one: "Item", two: "Item" }), { one: "Item", two: "Item_2" });
  const nameless = { "/x.ts#P<string>": "P_string_", "/x.ts#P<string & { maxLength: 9 }>": "P_string_" };
  assert.deepEqual(Object.values(namesOf(nameless)), ["x__P_string_", "x__P_string__2"]);
});

test("a reserved name is not given away, nor one that stands already", () => {
  assert.deepEqual(namesOf({ "a.ts#ValidationError": "ValidationError" }, "ValidationError"), {
    "a.ts#ValidationError": "a__ValidationError",
  });
  const names = namesOf({ "a.ts#Item": "Item", "b.ts#Item": "Item", "c.ts#a__Item": "a__Item" });
  assert.equal(new Set(Object.values(names)).size, 3);
  assert.equal(names["c.ts#a__Item"], "a__Item");
});
