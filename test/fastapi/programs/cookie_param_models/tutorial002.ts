import { fastapiUniqueId, Millrace } from "millrace";
import type { Cookie } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

/** @additionalProperties false */
interface Cookies {
  session_id: string;
  /** @default null */
  fatebook_tracker?: string | null;
  /** @default null */
  googall_tracker?: string | null;
}

app.get("/items/", function read_items(cookies: Cookie<Cookies>): unknown {
  return cookies;
});

export default app;
