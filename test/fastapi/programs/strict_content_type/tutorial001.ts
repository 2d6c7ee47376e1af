import { Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", strictContentType: false });

interface Item {
  name: string;
  price: number;
}

app.post("/items/", async function create_item(item: Item): Promise<Item> {
  return item;
});

export default app;
