import { fastapiUniqueId, Millrace } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

function* get_username() {
  try {
    yield "Rick";
  } finally {
    console.log("Clean-up before the response is sent");
  }
}

app.get(
  "/users/me",
  function get_user_me(username: Depends<typeof get_username, { scope: "function" }>): unknown {
    return username;
  },
);

export default app;
