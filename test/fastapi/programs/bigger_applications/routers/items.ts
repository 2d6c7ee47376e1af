import { HTTPException, Router } from "millrace";
import { get_token_header } from "../dependencies.ts";

export const router = new Router({
  prefix: "/items",
  tags: ["items"],
  dependencies: [get_token_header],
  responses: { 404: { description: "Not found" } },
});

const fake_items_db = new Map([
  ["plumbus", { name: "Plumbus" }],
  ["gun", { name: "Portal Gun" }],
]);

router.get("/", function read_items(): unknown {
  return Object.fromEntries(fake_items_db);
});

router.get("/{item_id}", function read_item(item_id: string): unknown {
  const item = fake_items_db.get(item_id);
  if (!item) throw new HTTPException(404, "Item not found");
  return { name: item.name, item_id };
});

router.put(
  "/{item_id}",
  { tags: ["custom"], responses: { 403: { description: "Operation forbidden" } } },
  function update_item(item_id: string): unknown {
    if (item_id !== "plumbus") throw new HTTPException(403, "You can only update the item: plumbus");
    return { item_id, name: "The great Plumbus" };
  },
);
