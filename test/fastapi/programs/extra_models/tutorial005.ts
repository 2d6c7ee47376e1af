import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/keyword-weights/", async function read_keyword_weights(): Promise<Record<string, number>> {
  return { foo: 2.3, bar: 3.4 };
});

export default app;
