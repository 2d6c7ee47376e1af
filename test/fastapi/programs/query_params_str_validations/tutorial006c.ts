import { fastapiUniqueId, Millrace } from "millrace";
import type { Query } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", function read_items(q: Query<string | null, { minLength: 3 }>): unknown {
  return { items: [{ item_id: "Foo" }, { item_id: "Bar" }], ...(q && { q }) };
});

export default app;
