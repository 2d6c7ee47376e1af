import { fastapiUniqueId, Millrace } from "millrace";
import type { Email } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class BaseUser {
  username!: string;
  email!: Email;
  full_name: string | null = null;
}

class UserIn extends BaseUser {
  password!: string;
}

app.post("/user/", async function create_user(user: UserIn): Promise<BaseUser> {
  return user;
});

export default app;
