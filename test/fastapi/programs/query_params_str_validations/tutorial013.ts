import { fastapiUniqueId, Millrace } from "millrace";
import type { Query } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", function read_items(q: Query<unknown[]> = []): unknown {
  return { q };
});

export default app;
