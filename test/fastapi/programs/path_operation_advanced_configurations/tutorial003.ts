import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", { includeInSchema: false }, function read_items(): unknown {
  return [{ item_id: "Foo" }];
});

export default app;
