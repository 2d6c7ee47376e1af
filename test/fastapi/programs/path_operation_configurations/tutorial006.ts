import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", { tags: ["items"] }, function read_items(): unknown {
  return [{ name: "Foo", price: 42 }];
});

app.get("/users/", { tags: ["users"] }, function read_users(): unknown {
  return [{ username: "johndoe" }];
});

app.get("/elements/", { tags: ["items"], deprecated: true }, function read_elements(): unknown {
  return [{ item_id: "Foo" }];
});

export default app;
