import { fastapiUniqueId, Millrace } from "millrace";
import type { Form } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

/** @additionalProperties false */
interface FormData {
  username: string;
  password: string;
}

app.post("/login/", function login(data: Form<FormData>): unknown {
  return data;
});

export default app;
