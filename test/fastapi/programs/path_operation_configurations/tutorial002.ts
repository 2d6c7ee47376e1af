import { fastapiUniqueId, Millrace } from "millrace";

interface Item {
  name: string;
  /** @default null */
  description?: string | null;
  price: number;
  /** @default null */
  tax?: number | null;
  /** @default [] */
  tags?: Set<string>;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/items/", { tags: ["items"] }, function create_item(item: Item): Item {
  return item;
});

app.get("/items/", { tags: ["items"] }, function read_items(): unknown {
  return [{ name: "Foo", price: 42 }];
});

app.get("/users/", { tags: ["users"] }, function read_users(): unknown {
  return [{ username: "johndoe" }];
});

export default app;
