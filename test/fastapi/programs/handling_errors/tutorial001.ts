import { fastapiUniqueId, HTTPException, Millrace } from "millrace";

const items = new Map([["foo", "The Foo Wrestlers"]]);

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/{item_id}", function read_item(item_id: string): unknown {
  if (!items.has(item_id)) throw new HTTPException(404, "Item not found");
  return { item: items.get(item_id) };
});

export default app;
