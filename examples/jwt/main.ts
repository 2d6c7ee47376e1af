import { HTTPException, Millrace, OAuth2PasswordBearer } from "millrace";
import type { Depends, OAuth2PasswordRequestForm, Security, SecurityScopes } from "millrace";
import { verify } from "./passwords.ts";
import { issue, read } from "./tokens.ts";
import { type User, users } from "./users.ts";

const app = new Millrace({ title: "Tokens" });

const oauth2 = new OAuth2PasswordBearer({
  tokenUrl: "token",
  scopes: { me: "Read who you are.", items: "Read what you have." },
});

/** Whose token it is, and that it allows what the route asks for. */
async function currentUser(asked: SecurityScopes, token: Depends<typeof oauth2>): Promise<User> {
  const challenge = asked.scopes.length > 0 ? `Bearer scope="${asked.scopeStr}"` : "Bearer";
  const headers = { "WWW-Authenticate": challenge };
  const grant = await read(token);
  const user = grant && users.get(grant.name);
  if (!user) throw new HTTPException(401, "Could not validate credentials", { headers });
  if (user.disabled) throw new HTTPException(403, "Inactive user");
  if (!asked.scopes.every((scope) => grant.scopes.includes(scope)))
    throw new HTTPException(403, "Not enough permissions", { headers });
  return user;
}

/** Gives a token for a name and a password, with those of the wanted scopes that the user has. */
app.post("/token", async function token(form: Depends<typeof OAuth2PasswordRequestForm>) {
  const user = users.get(form.username);
  if (!(await verify(form.password, user?.passwordHash)) || !user)
    throw new HTTPException(400, "Incorrect username or password");
  const scopes = form.scopes.filter((scope) => user.scopes.includes(scope));
  return { access_token: await issue({ name: user.name, scopes }), token_type: "bearer" };
});

app.get("/me", function me({ name, email }: Security<typeof currentUser, ["me"]>) {
  return { name, email };
});

app.get("/items", function items(user: Security<typeof currentUser, ["items"]>) {
  return [{ id: 1, owner: user.name }];
});

export default app;
