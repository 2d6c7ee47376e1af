import { fastapiUniqueId, Millrace } from "millrace";
import type { HttpUrl, Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Image {
  url: HttpUrl;
  name: string;
}

class Item {
  name!: string;
  description: string | null = null;
  price!: number;
  tax: number | null = null;
  tags: Set<string> = new Set();
  image: Image | null = null;
}

app.put("/items/{item_id}", async function update_item(item_id: Int, item: Item): Promise<unknown> {
  return { item_id, item };
});

export default app;
