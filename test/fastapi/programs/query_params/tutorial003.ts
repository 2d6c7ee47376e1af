import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/{item_id}",
  function read_item(item_id: string, q: string | null = null, short = false): unknown {
    const description = "This is an amazing item that has a long description";
    return { item_id, ...(q && { q }), ...(!short && { description }) };
  },
);

export default app;
