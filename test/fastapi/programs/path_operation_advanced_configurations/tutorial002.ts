import { Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: ({ name }) => name });

app.get("/items/", function read_items(): unknown {
  return [{ item_id: "Foo" }];
});

export default app;
