import { createHash, timingSafeEqual } from "node:crypto";
import { fastapiUniqueId, HTTPBasic, HTTPException, Millrace } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const security = new HTTPBasic();

/** Takes as long for a text that is nearly right as for any other. */
function equal(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function get_current_username({ username, password }: Depends<typeof security>) {
  const isRight = [equal(username, "stanleyjobson"), equal(password, "swordfish")];
  if (isRight.includes(false)) {
    throw new HTTPException(401, "Incorrect username or password", {
      headers: { "WWW-Authenticate": "Basic" },
    });
  }
  return username;
}

app.get("/users/me", function read_current_user(username: Depends<typeof get_current_username>): unknown {
  return { username };
});

export default app;
