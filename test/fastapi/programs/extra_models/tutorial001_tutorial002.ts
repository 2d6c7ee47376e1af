import { fastapiUniqueId, Millrace } from "millrace";
import type { Email } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface UserIn {
  username: string;
  password: string;
  email: Email;
  /** @default null */
  full_name?: string | null;
}

type UserOut = Omit<UserIn, "password">;

type UserInDB = UserOut & { hashed_password: string };

function saved({ password, ...user }: UserIn): UserInDB {
  return { ...user, hashed_password: `supersecret${password}` };
}

app.post("/user/", async function create_user(user_in: UserIn): Promise<UserOut> {
  return saved(user_in);
});

export default app;
