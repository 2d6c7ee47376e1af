import { fastapiUniqueId, Millrace } from "millrace";
import type { Int, Path, Query } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/{item_id}",
  function read_items(
    item_id: Path<Int, { title: "The ID of the item to get"; minimum: 0; maximum: 1000 }>,
    q: string,
    size: Query<number, { exclusiveMinimum: 0; exclusiveMaximum: 10.5 }>,
  ): unknown {
    return { item_id, ...(q && { q }), ...(size && { size }) };
  },
);

export default app;
