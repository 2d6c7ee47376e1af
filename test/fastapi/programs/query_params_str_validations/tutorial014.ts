import { fastapiUniqueId, Millrace } from "millrace";
import type { Query } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/",
  function read_items(hidden_query: Query<string | null, { includeInSchema: false }> = null): unknown {
    return { hidden_query: hidden_query ?? "Not found" };
  },
);

export default app;
