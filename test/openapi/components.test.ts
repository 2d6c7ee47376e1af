import assert from "node:assert/strict";
import { test } from "node:test";
import type { OpenAPIDocument } from "../../src/openapi/document.ts";
import {
  definitions,
  documentOf,
  integer,
  json,
  list,
  named,
  noted,
  object,
  operation,
  schemasOf,
  string,
  value,
} from "./describe.ts";

const types = definitions({
  Item: object({ name: string, "tags?": noted(list(string), { default: [] }) }),
  Order: object({ items: list(named("Item")), of: named("Customer") }),
  Customer: object({ name: string }),
});

/** Every reference in the document, without the address of the components. */
function refsOf(document: OpenAPIDocument): string[] {
  const refs = JSON.stringify(document.paths).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  return Array.from(refs, ([, name = ""]) => name).filter((name) => name !== "HTTPValidationError");
}

test("a type stands once though it goes both ways and has defaults, which nobody has to send", async () => {
  const document = await documentOf(
    operation("POST /a", "f", {
      body: json("order", named("Order")),
      result: value(named("Order")),
      definitions: types,
    }),
  );
  assert.deepEqual(refsOf(document), ["Order", "Order"]);
  const schemas = schemasOf(document);
  assert.deepEqual(Object.keys(schemas), [
    "Customer",
    "HTTPValidationError",
    "Item",
    "Order",
    "ValidationError",
  ]);
  assert.deepEqual(schemas["Item"]?.["required"], ["name"]);
});

test("a recursive type stands once", async () => {
  const tree = definitions({ Tree: object({ size: integer, "leaves?": list(named("Tree")) }) });
  const document = await documentOf(
    operation("POST /a", "f", {
      body: json("tree", named("Tree")),
      result: value(named("Tree")),
      definitions: tree,
    }),
  );
  assert.deepEqual(refsOf(document), ["Tree", "Tree"]);
});
