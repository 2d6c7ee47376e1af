import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/{item_id}", function read_user_item(item_id: string, needy: string): unknown {
  return { item_id, needy };
});

export default app;
