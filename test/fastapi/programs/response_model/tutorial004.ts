import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Item {
  name: string;
  /** @default null */
  description?: string | null;
  price: number;
  /** @default 10.5 */
  tax?: number;
  /** @default [] */
  tags?: string[];
}

const items: Record<string, Item> = {
  foo: { name: "Foo", price: 50.2 },
  bar: { name: "Bar", description: "The bartenders", price: 62, tax: 20.2 },
  baz: { name: "Baz", description: null, price: 50.2, tax: 10.5, tags: [] },
};

app.get(
  "/items/{item_id}",
  { result: { excludeUnset: true } },
  async function read_item(item_id: string): Promise<Item> {
    return items[item_id] as Item;
  },
);

export default app;
