import { fastapiUniqueId, Millrace } from "millrace";
import type { Depends, Int } from "millrace";

const fake_items_db = [{ item_name: "Foo" }, { item_name: "Bar" }, { item_name: "Baz" }];

class CommonQueryParams {
  constructor(
    public q: string | null = null,
    public skip: Int = 0,
    public limit: Int = 100,
  ) {}
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", function read_items(commons: Depends<typeof CommonQueryParams>): unknown {
  const { q, skip, limit } = commons;
  return { ...(q && { q }), items: fake_items_db.slice(skip, skip + limit) };
});

export default app;
