import { Millrace, OAuth2PasswordRequestForm, Security } from "millrace";
import type { Depends, SecurityScopes } from "millrace";
import { key, oauth2Scheme } from "./schemes.ts";

const app = new Millrace();

function user(asked: SecurityScopes, token: Depends<typeof oauth2Scheme>) {
  return { token, scopes: asked.scopes };
}

type Asked = ["admin", "write"];

app.get("/", (one: Security<typeof user, ["me"]>, given: Security<typeof key>) => [one.token, given?.length]);
app.get("/admin", (admin: Security<typeof user, Asked, { useCache: false }>) => admin.scopes);
app.post("/token", (form: Depends<typeof OAuth2PasswordRequestForm>) => form.username);
app.get("/all", { dependencies: [Security(user, ["all"])] }, () => "all");
