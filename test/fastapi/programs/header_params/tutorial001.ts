import { fastapiUniqueId, Millrace } from "millrace";
import type { Header } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", function read_items(user_agent: Header<string | null> = null): unknown {
  return { "User-Agent": user_agent };
});

export default app;
