import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class Item {
  name!: string;
  description: string | null = null;
  price!: number;
  tax: number | null = null;
}

app.post("/items/", async function create_item(item: Item): Promise<unknown> {
  if (item.tax === null) return item;
  return { ...item, price_with_tax: item.price + item.tax };
});

export default app;
