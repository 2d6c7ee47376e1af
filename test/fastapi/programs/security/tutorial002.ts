import { fastapiUniqueId, Millrace, OAuth2PasswordBearer } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const oauth2_scheme = new OAuth2PasswordBearer({ tokenUrl: "token" });

interface User {
  username: string;
  email: string | null;
  full_name: string | null;
  disabled: boolean | null;
}

async function get_current_user(token: Depends<typeof oauth2_scheme>): Promise<User> {
  return {
    username: `${token}fakedecoded`,
    email: "john@example.com",
    full_name: "John Doe",
    disabled: null,
  };
}

app.get(
  "/users/me",
  async function read_users_me(current_user: Depends<typeof get_current_user>): Promise<unknown> {
    return current_user;
  },
);

export default app;
