import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Item {
  name: string;
  description: string;
}

const items: Item[] = [
  { name: "Foo", description: "There comes my hero" },
  { name: "Red", description: "It's my aeroplane" },
];

app.get("/items/", async function read_items(): Promise<Item[]> {
  return items;
});

export default app;
