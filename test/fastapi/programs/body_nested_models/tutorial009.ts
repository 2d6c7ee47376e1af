import { fastapiUniqueId, Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/index-weights/", async function create_index_weights(weights: Map<Int, number>): Promise<unknown> {
  return weights;
});

export default app;
