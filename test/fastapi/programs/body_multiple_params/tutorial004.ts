import { fastapiUniqueId, Millrace } from "millrace";
import type { Body, Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class Item {
  name!: string;
  description: string | null = null;
  price!: number;
  tax: number | null = null;
}

class User {
  username!: string;
  full_name: string | null = null;
}

app.put(
  "/items/{item_id}",
  async function update_item(
    item_id: Int,
    item: Item,
    user: User,
    importance: Body<Int, { exclusiveMinimum: 0 }>,
    q: string | null = null,
  ): Promise<unknown> {
    return { item_id, item, user, importance, ...(q && { q }) };
  },
);

export default app;
