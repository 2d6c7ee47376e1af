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

/**
 * Create an item with all the information:
 *
 * - **name**: each item must have a name
 * - **description**: a long description
 * - **price**: required
 * - **tax**: if the item doesn't have tax, you can omit this
 * - **tags**: a set of unique tag strings for this item
 *
 * @privateRemarks The item is user input.
 */
function create_item(item: Item): Item {
  return item;
}

app.post("/items/", { summary: "Create an item" }, create_item);

export default app;
