import { fastapiUniqueId, Millrace } from "millrace";
import type { Cookie } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", function read_items(ads_id: Cookie<string | null> = null): unknown {
  return { ads_id };
});

export default app;
