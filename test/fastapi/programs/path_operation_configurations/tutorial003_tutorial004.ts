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

app.post(
  "/items/",
  {
    summary: "Create an item",
    description:
      "Create an item with all the information, name, description, price, tax and a set of unique tags",
  },
  function create_item(item: Item): Item {
    return item;
  },
);

export default app;
