import { fastapiUniqueId, Millrace } from "millrace";
import type { Int, Path } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/{item_id}",
  function read_items(
    q: string,
    item_id: Path<Int, { title: "The ID of the item to get"; minimum: 1 }>,
  ): unknown {
    return { item_id, ...(q && { q }) };
  },
);

export default app;
