import { fastapiUniqueId, Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/users/{user_id}/items/{item_id}",
  function read_user_item(user_id: Int, item_id: string, q: string | null = null, short = false): unknown {
    const description = "This is an amazing item that has a long description";
    return { item_id, owner_id: user_id, ...(q && { q }), ...(!short && { description }) };
  },
);

export default app;
