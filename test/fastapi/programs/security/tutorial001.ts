import { fastapiUniqueId, Millrace, OAuth2PasswordBearer } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const oauth2_scheme = new OAuth2PasswordBearer({ tokenUrl: "token" });

app.get("/items/", async function read_items(token: Depends<typeof oauth2_scheme>): Promise<unknown> {
  return { token };
});

export default app;
