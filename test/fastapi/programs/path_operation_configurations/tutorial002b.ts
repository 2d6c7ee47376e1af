import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

enum Tags {
  items = "items",
  users = "users",
}

app.get("/items/", { tags: [Tags.items] }, function get_items(): unknown {
  return ["Portal gun", "Plumbus"];
});

app.get("/users/", { tags: [Tags.users] }, function read_users(): unknown {
  return ["Rick", "Morty"];
});

export default app;
