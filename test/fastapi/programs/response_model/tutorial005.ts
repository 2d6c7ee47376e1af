import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Item {
  name: string;
  /** @default null */
  description?: string | null;
  price: number;
  /** @default 10.5 */
  tax?: number;
}

const items: Record<string, Item> = {
  foo: { name: "Foo", price: 50.2 },
  bar: { name: "Bar", description: "The Bar fighters", price: 62, tax: 20.2 },
  baz: { name: "Baz", description: "There goes my baz", price: 50.2, tax: 10.5 },
};

app.get(
  "/items/{item_id}/name",
  { result: { include: ["name", "description"] } },
  async function read_item_name(item_id: string): Promise<Item> {
    return items[item_id] as Item;
  },
);

app.get(
  "/items/{item_id}/public",
  { result: { exclude: ["tax"] } },
  async function read_item_public_data(item_id: string): Promise<Item> {
    return items[item_id] as Item;
  },
);

export default app;
