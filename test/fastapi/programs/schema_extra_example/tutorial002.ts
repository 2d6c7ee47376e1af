import { fastapiUniqueId, Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class Item {
  /** @example Foo */
  name!: string;
  /** @example A very nice Item */
  description: string | null = null;
  /** @example 35.4 */
  price!: number;
  /** @example 3.2 */
  tax: number | null = null;
}

app.put("/items/{item_id}", async function update_item(item_id: Int, item: Item): Promise<unknown> {
  return { item_id, item };
});

export default app;
