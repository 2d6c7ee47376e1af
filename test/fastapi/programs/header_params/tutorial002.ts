import { fastapiUniqueId, Millrace } from "millrace";
import type { Header } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/",
  function read_items(strange_header: Header<string | null, { convertUnderscores: false }> = null): unknown {
    return { strange_header };
  },
);

export default app;
