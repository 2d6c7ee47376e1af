import { fastapiUniqueId, Millrace } from "millrace";
import type { Int, Path, Query } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/{item_id}",
  function read_items(
    item_id: Path<Int, { title: "The ID of the item to get" }>,
    q: Query<string | null, { alias: "item-query" }> = null,
  ): unknown {
    return { item_id, ...(q && { q }) };
  },
);

export default app;
