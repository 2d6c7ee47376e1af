import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Item {
  name: string;
  /** @default null */
  description?: string | null;
  price: number;
  /** @default null */
  tax?: number | null;
  /** @default [] */
  tags?: string[];
}

app.post("/items/", async function create_item(item: Item): Promise<Item> {
  return item;
});

app.get("/items/", async function read_items(): Promise<Item[]> {
  return [
    { name: "Portal Gun", price: 42 },
    { name: "Plumbus", price: 32 },
  ];
});

export default app;
