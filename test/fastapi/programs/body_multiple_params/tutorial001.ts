import { fastapiUniqueId, Millrace } from "millrace";
import type { Int, Path } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class Item {
  name!: string;
  description: string | null = null;
  price!: number;
  tax: number | null = null;
}

app.put(
  "/items/{item_id}",
  async function update_item(
    item_id: Path<Int, { title: "The ID of the item to get"; minimum: 0; maximum: 1000 }>,
    q: string | null = null,
    item: Item | null = null,
  ): Promise<unknown> {
    return { item_id, ...(q && { q }), ...(item && { item }) };
  },
);

export default app;
