import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/items/", { status: 201 }, async function create_item(name: string): Promise<unknown> {
  return { name };
});

export default app;
