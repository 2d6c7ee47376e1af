import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/{item_id}", function read_item(item_id: string, q: string | null = null): unknown {
  return { item_id, ...(q && { q }) };
});

export default app;
