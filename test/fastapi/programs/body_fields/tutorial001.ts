import { fastapiUniqueId, Millrace } from "millrace";
import type { Body, Field, Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class Item {
  name!: string;
  /** @title The description of the item */
  description: Field<string, { maxLength: 300 }> | null = null;
  /** The price must be greater than zero */
  price!: Field<number, { exclusiveMinimum: 0 }>;
  tax: number | null = null;
}

app.put(
  "/items/{item_id}",
  async function update_item(item_id: Int, item: Body<Item, { embed: true }>): Promise<unknown> {
    return { item_id, item };
  },
);

export default app;
