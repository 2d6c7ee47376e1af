import { fastapiUniqueId, Millrace } from "millrace";
import type { Body } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Item {
  /** @default null */
  name?: string | null;
  /** @default null */
  description?: string | null;
  /** @default null */
  price?: number | null;
  /** @default 10.5 */
  tax?: number;
  /** @default [] */
  tags?: string[];
}

const items = new Map<string, Item>([
  ["foo", { name: "Foo", price: 50.2 }],
  ["bar", { name: "Bar", description: "The bartenders", price: 62, tax: 20.2 }],
  ["baz", { name: "Baz", description: null, price: 50.2, tax: 10.5, tags: [] }],
]);

app.get("/items/{item_id}", async function read_item(item_id: string): Promise<Item> {
  return items.get(item_id) ?? {};
});

type ItemUpdate = Body<Item, { fillDefaults: false }>;

app.patch("/items/{item_id}", async function update_item(item_id: string, item: ItemUpdate): Promise<Item> {
  const updated = { ...items.get(item_id), ...item };
  items.set(item_id, updated);
  return updated;
});

export default app;
