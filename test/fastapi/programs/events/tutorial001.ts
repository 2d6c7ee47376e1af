import { fastapiUniqueId, Millrace } from "millrace";

const items: Record<string, { name: string }> = {};

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  generateUniqueId: fastapiUniqueId,
  async *lifespan() {
    items["foo"] = { name: "Fighters" };
    items["bar"] = { name: "Tenders" };
    yield;
    for (const id of Object.keys(items)) delete items[id];
  },
});

app.get("/items/{item_id}", function read_items(item_id: string): unknown {
  return items[item_id];
});

export default app;
