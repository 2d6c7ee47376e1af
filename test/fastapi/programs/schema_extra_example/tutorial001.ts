import { fastapiUniqueId, Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

/** @example { "name": "Foo", "description": "A very nice Item", "price": 35.4, "tax": 3.2 } */
class Item {
  name!: string;
  description: string | null = null;
  price!: number;
  tax: number | null = null;
}

app.put("/items/{item_id}", async function update_item(item_id: Int, item: Item): Promise<unknown> {
  return { item_id, item };
});

export default app;
