import { fastapiUniqueId, Millrace } from "millrace";

interface Item {
  name: string;
  /** @default null */
  description?: string | null;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/items/", function create_item(item: Item): unknown {
  return item;
});

app.get("/items/", function read_items(): Item[] {
  return [
    { name: "Portal Gun", description: "Device to travel through the multi-rick-verse" },
    { name: "Plumbus" },
  ];
});

export default app;
