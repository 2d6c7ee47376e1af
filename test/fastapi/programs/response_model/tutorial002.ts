import { fastapiUniqueId, Millrace } from "millrace";
import type { Email } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class UserIn {
  username!: string;
  password!: string;
  email!: Email;
  full_name: string | null = null;
}

// A password in an answer: the next programs do without.
app.post("/user/", async function create_user(user: UserIn): Promise<UserIn> {
  return user;
});

export default app;
