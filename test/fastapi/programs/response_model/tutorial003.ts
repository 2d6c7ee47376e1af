import { fastapiUniqueId, Millrace } from "millrace";
import type { Email } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class UserIn {
  username!: string;
  password!: string;
  email!: Email;
  full_name: string | null = null;
}

class UserOut {
  username!: string;
  email!: Email;
  full_name: string | null = null;
}

app.post("/user/", async function create_user(user: UserIn): Promise<UserOut> {
  return user;
});

export default app;
