import assert from "node:assert/strict";
import { test } from "node:test";
import { fastapiUniqueId, functionName, operationIds } from "../../src/openapi/operation-id.ts";
import type { OperationDescription } from "../../src/openapi/operation.ts";
import { operation } from "./describe.ts";

function idsOf(...operations: readonly OperationDescription[]): readonly (readonly string[])[] {
  return operationIds(operations, functionName);
}

test("the id is the function's own name", () => {
  assert.deepEqual(idsOf(operation("GET /items/{id}", "readItem")), [["readItem"]]);
  assert.deepEqual(idsOf(operation("GET /items", "read_items")), [["read_items"]]);
  assert.deepEqual(idsOf(operation("GET /items", "bound $read")), [["bound__read"]]);
});

test("a function without a name is called by its method and path", () => {
  const named = (route: string): string | undefined => idsOf(operation(route, ""))[0]?.[0];
  assert.equal(named("GET /"), "getRoot");
  assert.equal(named("GET /items"), "getItems");
  assert.equal(named("GET /items/"), "getItems");
  assert.equal(named("DELETE /items/{item_id}"), "deleteItemsByItemId");
  assert.equal(named("GET /users/{userId}/open-orders"), "getUsersByUserIdOpenOrders");
  assert.equal(named("GET /files/v1.2/{path}"), "getFilesV12ByPath");
});

test("equal names are told apart, the first keeping its own", () => {
  assert.deepEqual(
    idsOf(operation("GET /a", "read"), operation("GET /b", "read"), operation("POST /b", "read")),
    [["read"], ["read_getB"], ["read_postB"]],
  );
  assert.deepEqual(
    idsOf(operation("GET /a", "read"), operation("GET /b", "read"), operation("GET /b/", "read")),
    [["read"], ["read_getB"], ["read_getB_2"]],
  );
});

test("each method of one operation has an id", () => {
  const both = operation("GET /a", "serve", { methods: ["GET", "POST"] });
  assert.deepEqual(idsOf(both), [["serve", "serve_post"]]);
  assert.deepEqual(idsOf({ ...both, name: "" }), [["getA", "postA"]]);
});

test("an id that the author gave comes before every other", () => {
  assert.deepEqual(
    idsOf(operation("GET /a", "read"), operation("GET /b", "other", { operationId: "read" })),
    [["read_getA"], ["read"]],
  );
});

test("FastAPI's ids are made of name, path and method", () => {
  assert.equal(
    fastapiUniqueId({ name: "read_item", path: "/items/{item_id}", method: "GET", tags: [] }),
    "read_item_items__item_id__get",
  );
});

test("an author's ids may use the tags", () => {
  const ids = operationIds([operation("GET /a", "read", { tags: ["shop"] })], ({ tags, name }) =>
    [...tags, name].join("-"),
  );
  assert.deepEqual(ids, [["shop-read"]]);
});
