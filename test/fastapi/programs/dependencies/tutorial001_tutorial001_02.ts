import { fastapiUniqueId, Millrace } from "millrace";
import type { Depends, Int } from "millrace";

function common_parameters(q: string | null = null, skip: Int = 0, limit: Int = 100) {
  return { q, skip, limit };
}
type Commons = Depends<typeof common_parameters>;

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", function read_items(commons: Commons): unknown {
  return commons;
});

app.get("/users/", function read_users(commons: Commons): unknown {
  return commons;
});

export default app;
