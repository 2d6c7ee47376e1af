import { fastapiUniqueId, Millrace } from "millrace";
import type { Form } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/login/", function login(username: Form<string>, password: Form<string>): unknown {
  return { username };
});

export default app;
