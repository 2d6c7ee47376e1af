import { fastapiUniqueId, Millrace } from "millrace";
import type { Query } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

type Search = Query<
  string | null,
  {
    alias: "item-query";
    title: "Query string";
    description: "Query string for the items to search in the database that have a good match";
    minLength: 3;
    maxLength: 50;
    pattern: "^fixedquery$";
    deprecated: true;
  }
>;

app.get("/items/", function read_items(q: Search = null): unknown {
  return { items: [{ item_id: "Foo" }, { item_id: "Bar" }], ...(q && { q }) };
});

export default app;
