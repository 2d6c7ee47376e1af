import assert from "node:assert/strict";
import { test } from "node:test";
import type { OpenAPIDocument } from "../../src/openapi/document.ts";
import {
  asWritten,
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

test("a type whose defaults are filled in on the way out stands twice where it goes both ways", async () => {
  const document = await documentOf(
    operation("POST /a", "f", {
      body: json("order", named("Order")),
      result: value(named("Order")),
      definitions: types,
    }),
  );
  assert.deepEqual(refsOf(document), ["Order-Input", "Order-Output"]);
  const schemas = schemasOf(document);
  assert.deepEqual(Object.keys(schemas), [
    "Customer",
    "HTTPValidationError",
    "Item-Input",
    "Item-Output",
    "Order-Input",
    "Order-Output",
    "ValidationError",
  ]);
  assert.deepEqual(schemas["Item-Input"]?.["required"], ["name"]);
  assert.deepEqual(schemas["Item-Output"]?.["required"], ["name", "tags"]);
  assert.deepEqual([schemas["Item-Input"]?.["title"], schemas["Item-Output"]?.["title"]], ["Item", "Item"]);
  assert.match(JSON.stringify(schemas["Order-Output"]), /schemas\/Item-Output"/);
  assert.match(JSON.stringify(schemas["Order-Input"]), /schemas\/Item-Input"/);
});

test("it stands once where it goes one way, or where nobody fills the defaults in", async () => {
  const out = await documentOf(
    operation("GET /a", "f", { result: value(named("Item")), definitions: types }),
  );
  assert.deepEqual(refsOf(out), ["Item"]);
  assert.deepEqual(schemasOf(out)["Item"]?.["required"], ["name", "tags"]);
  const inferred = await documentOf(
    operation("POST /a", "f", {
      body: json("item", named("Item")),
      result: asWritten(named("Item")),
      definitions: types,
    }),
  );
  assert.deepEqual(refsOf(inferred), ["Item", "Item"]);
  assert.deepEqual(schemasOf(inferred)["Item"]?.["required"], ["name"]);
});

test("a type without defaults stands once though it goes both ways, recursive or not", async () => {
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
