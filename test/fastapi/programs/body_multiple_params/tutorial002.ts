import { fastapiUniqueId, Millrace } from "millrace";
import type { Int } from "millrace";

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
  async function update_item(item_id: Int, item: Item, user: User): Promise<unknown> {
    return { item_id, item, user };
  },
);

export default app;
