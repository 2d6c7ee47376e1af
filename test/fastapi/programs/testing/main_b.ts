import { fastapiUniqueId, HTTPException, Millrace } from "millrace";
import type { Header } from "millrace";

interface Item {
  id: string;
  title: string;
  /** @default null */
  description?: string | null;
}

const fake_secret_token = "coneofsilence";

const fake_db = new Map<string, Item>([
  ["foo", { id: "foo", title: "Foo", description: "There goes my hero" }],
  ["bar", { id: "bar", title: "Bar", description: "The bartenders" }],
]);

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/{item_id}", function read_main(item_id: string, x_token: Header<string>): Item {
  if (x_token !== fake_secret_token) throw new HTTPException(400, "Invalid X-Token header");
  const item = fake_db.get(item_id);
  if (!item) throw new HTTPException(404, "Item not found");
  return item;
});

app.post("/items/", function create_item(item: Item, x_token: Header<string>): Item {
  if (x_token !== fake_secret_token) throw new HTTPException(400, "Invalid X-Token header");
  if (fake_db.has(item.id)) throw new HTTPException(409, "Item already exists");
  fake_db.set(item.id, item);
  return item;
});

export default app;
