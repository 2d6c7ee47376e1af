import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", function read_items(): unknown {
  return ["plumbus", "portal gun"];
});

export default app;
