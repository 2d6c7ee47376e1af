import assert from "node:assert/strict";
import { test } from "node:test";
import { titleOf, withTitle } from "../../src/openapi/title.ts";

const titles: Readonly<Record<string, string>> = {
  read_items: "Read Items",
  readItems: "Read Items",
  "x-token": "X-Token",
  getURL: "Get URL",
  HTTPServer: "HTTP Server",
  item2Count: "Item2 Count",
  Response_read_items_items__get: "Response Read Items Items  Get",
  élan_vital: "Élan Vital",
  "": "",
};

for (const [name, title] of Object.entries(titles)) {
  test(`${name} is titled ${title}`, () => assert.equal(titleOf(name), title));
}

test("a schema keeps its own title, and a reference gets none", () => {
  assert.deepEqual(withTitle({ type: "string" }, "Name"), { type: "string", title: "Name" });
  assert.deepEqual(withTitle({ type: "string", title: "Mine" }, "Name"), { type: "string", title: "Mine" });
  assert.deepEqual(withTitle({ $ref: "#/a" }, "Name"), { $ref: "#/a" });
});
