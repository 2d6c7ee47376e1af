import { fastapiUniqueId, Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const fake_items_db = [{ item_name: "Foo" }, { item_name: "Bar" }, { item_name: "Baz" }];

app.get("/items/", function read_item(skip: Int = 0, limit: Int = 10): unknown {
  return fake_items_db.slice(skip, skip + limit);
});

export default app;
