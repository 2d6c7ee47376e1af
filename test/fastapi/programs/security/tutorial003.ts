import { fastapiUniqueId, HTTPException, Millrace, OAuth2PasswordBearer } from "millrace";
import type { Depends, OAuth2PasswordRequestForm } from "millrace";

interface User {
  username: string;
  email: string;
  full_name: string;
  disabled: boolean;
  hashed_password: string;
}

const users = new Map<string, User>(
  [
    {
      username: "johndoe",
      full_name: "John Doe",
      email: "johndoe@example.com",
      hashed_password: "fakehashedsecret",
      disabled: false,
    },
    {
      username: "alice",
      full_name: "Alice Wonderson",
      email: "alice@example.com",
      hashed_password: "fakehashedsecret2",
      disabled: true,
    },
  ].map((user) => [user.username, user]),
);

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const oauth2_scheme = new OAuth2PasswordBearer({ tokenUrl: "token" });

async function get_current_user(token: Depends<typeof oauth2_scheme>) {
  const user = users.get(token);
  if (!user) throw new HTTPException(401, "Not authenticated", { headers: { "WWW-Authenticate": "Bearer" } });
  return user;
}

async function get_current_active_user(current_user: Depends<typeof get_current_user>) {
  if (current_user.disabled) throw new HTTPException(400, "Inactive user");
  return current_user;
}

app.post(
  "/token",
  async function login(form_data: Depends<typeof OAuth2PasswordRequestForm>): Promise<unknown> {
    const user = users.get(form_data.username);
    if (user?.hashed_password !== `fakehashed${form_data.password}`)
      throw new HTTPException(400, "Incorrect username or password");
    return { access_token: user.username, token_type: "bearer" };
  },
);

app.get(
  "/users/me",
  async function read_users_me(current_user: Depends<typeof get_current_active_user>): Promise<unknown> {
    return current_user;
  },
);

export default app;
