import { fastapiUniqueId, HTTPBasic, Millrace } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const security = new HTTPBasic();

app.get("/users/me", function read_current_user(credentials: Depends<typeof security>): unknown {
  return credentials;
});

export default app;
