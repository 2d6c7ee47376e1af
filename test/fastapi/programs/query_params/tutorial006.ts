import { fastapiUniqueId, Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/{item_id}",
  function read_user_item(item_id: string, needy: string, skip: Int = 0, limit: Int | null = null): unknown {
    return { item_id, needy, skip, limit };
  },
);

export default app;
