import { errors } from "jose";
import { fastapiUniqueId, HTTPException, Millrace, OAuth2PasswordBearer } from "millrace";
import type { Depends, OAuth2PasswordRequestForm } from "millrace";
import { hash, verify } from "./passwords.ts";
import { createAccessToken, decode } from "./tokens.ts";

interface Token {
  access_token: string;
  token_type: string;
}

interface User {
  username: string;
  email?: string | null;
  full_name?: string | null;
  disabled?: boolean | null;
}

interface UserInDB extends User {
  hashed_password: string;
}

const users = new Map<string, UserInDB>([
  [
    "johndoe",
    {
      username: "johndoe",
      full_name: "John Doe",
      email: "johndoe@example.com",
      hashed_password: await hash("secret"),
      disabled: false,
    },
  ],
  [
    "alice",
    {
      username: "alice",
      full_name: "Alice Chains",
      email: "alicechains@example.com",
      hashed_password: await hash("secretalice"),
      disabled: true,
    },
  ],
]);

/** Checked where there is no user, so that the time of the answer does not tell. */
const dummyHash = await hash("dummypassword");

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const oauth2_scheme = new OAuth2PasswordBearer({ tokenUrl: "token" });

async function authenticateUser(username: string, password: string): Promise<UserInDB | undefined> {
  const user = users.get(username);
  const isRight = await verify(password, user?.hashed_password ?? dummyHash);
  return isRight ? user : undefined;
}

function unauthorized(detail: string): HTTPException {
  return new HTTPException(401, detail, { headers: { "WWW-Authenticate": "Bearer" } });
}

async function get_current_user(token: Depends<typeof oauth2_scheme>): Promise<User> {
  try {
    const { sub } = await decode(token);
    const user = users.get(sub ?? "");
    if (user) return user;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
  }
  throw unauthorized("Could not validate credentials");
}

async function get_current_active_user(current_user: Depends<typeof get_current_user>) {
  if (current_user.disabled) throw new HTTPException(400, "Inactive user");
  return current_user;
}

app.post(
  "/token",
  async function login_for_access_token(
    form_data: Depends<typeof OAuth2PasswordRequestForm>,
  ): Promise<Token> {
    const user = await authenticateUser(form_data.username, form_data.password);
    if (!user) throw unauthorized("Incorrect username or password");
    return { access_token: await createAccessToken({ sub: user.username }), token_type: "bearer" };
  },
);

app.get(
  "/users/me/",
  async function read_users_me(current_user: Depends<typeof get_current_active_user>): Promise<User> {
    return current_user;
  },
);

app.get(
  "/users/me/items/",
  async function read_own_items(current_user: Depends<typeof get_current_active_user>): Promise<unknown> {
    return [{ item_id: "Foo", owner: current_user.username }];
  },
);

export default app;
