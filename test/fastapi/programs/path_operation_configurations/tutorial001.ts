import { fastapiUniqueId, Millrace } from "millrace";

interface Item {
  name: string;
  /** @default null */
  description?: string | null;
  price: number;
  /** @default null */
  tax?: number | null;
  /** @default [] */
  tags?: Set<string>;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/items/", { status: 201 }, function create_item(item: Item): Item {
  return item;
});

export default app;
