import { fastapiUniqueId, HTTPBearer, HTTPException, Millrace } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class HTTPBearer403 extends HTTPBearer {
  override makeNotAuthenticatedError(): HTTPException {
    return new HTTPException(403, "Not authenticated");
  }
}

const bearer = new HTTPBearer403();

app.get("/me", function read_me(credentials: Depends<typeof bearer>): unknown {
  return { message: "You are authenticated", token: credentials.credentials };
});

export default app;
