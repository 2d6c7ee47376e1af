import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class Item {
  name: string | null = null;
  description: string | null = null;
  price: number | null = null;
  tax: number = 10.5;
  tags: string[] = [];
}

const items = new Map<string, Partial<Item>>([
  ["foo", { name: "Foo", price: 50.2 }],
  ["bar", { name: "Bar", description: "The bartenders", price: 62, tax: 20.2 }],
  ["baz", { name: "Baz", description: null, price: 50.2, tax: 10.5, tags: [] }],
]);

app.get("/items/{item_id}", async function read_item(item_id: string): Promise<Item> {
  return { ...new Item(), ...items.get(item_id) };
});

app.put("/items/{item_id}", async function update_item(item_id: string, item: Item): Promise<Item> {
  items.set(item_id, item);
  return item;
});

export default app;
