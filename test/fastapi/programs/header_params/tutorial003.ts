import { fastapiUniqueId, Millrace } from "millrace";
import type { Header } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", function read_items(x_token: Header<string[] | null> = null): unknown {
  return { "X-Token values": x_token };
});

export default app;
