import { errors } from "jose";
import { fastapiUniqueId, HTTPException, Millrace, OAuth2PasswordBearer } from "millrace";
import type { Depends, OAuth2PasswordRequestForm, Security, SecurityScopes } from "millrace";
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

const oauth2_scheme = new OAuth2PasswordBearer({
  tokenUrl: "token",
  scopes: { me: "Read information about the current user.", items: "Read items." },
});

async function authenticateUser(username: string, password: string): Promise<UserInDB | undefined> {
  const user = users.get(username);
  const isRight = await verify(password, user?.hashed_password ?? dummyHash);
  return isRight ? user : undefined;
}

async function get_current_user(
  security_scopes: SecurityScopes,
  token: Depends<typeof oauth2_scheme>,
): Promise<User> {
  const { scopes, scopeStr } = security_scopes;
  const challenge = scopes.length > 0 ? `Bearer scope="${scopeStr}"` : "Bearer";
  const unauthorized = (detail: string): HTTPException =>
    new HTTPException(401, detail, { headers: { "WWW-Authenticate": challenge } });
  const { sub = "", scope = "" } = await decode(token).catch((error: unknown) => {
    if (error instanceof errors.JOSEError) throw unauthorized("Could not validate credentials");
    throw error;
  });
  const user = users.get(sub);
  if (!user) throw unauthorized("Could not validate credentials");
  const granted = String(scope).split(" ");
  if (!scopes.every((name) => granted.includes(name))) throw unauthorized("Not enough permissions");
  return user;
}

async function get_current_active_user(current_user: Security<typeof get_current_user, ["me"]>) {
  if (current_user.disabled) throw new HTTPException(400, "Inactive user");
  return current_user;
}

app.post(
  "/token",
  async function login_for_access_token(
    form_data: Depends<typeof OAuth2PasswordRequestForm>,
  ): Promise<Token> {
    const user = await authenticateUser(form_data.username, form_data.password);
    if (!user) throw new HTTPException(400, "Incorrect username or password");
    const access_token = await createAccessToken({ sub: user.username, scope: form_data.scopes.join(" ") });
    return { access_token, token_type: "bearer" };
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
  async function read_own_items(
    current_user: Security<typeof get_current_active_user, ["items"]>,
  ): Promise<unknown> {
    return [{ item_id: "Foo", owner: current_user.username }];
  },
);

app.get(
  "/status/",
  async function read_system_status(current_user: Depends<typeof get_current_user>): Promise<unknown> {
    return { status: "ok" };
  },
);

export default app;
