import { errors, jwtVerify, SignJWT } from "jose";
import { HTTPException, OAuth2PasswordBearer, Router } from "millrace";
import type { Depends, Email, Field, OAuth2PasswordRequestForm, Secret } from "millrace";
import type { User } from "./database.ts";
import type { Db } from "./lifespan.ts";
import { hash, verify } from "./passwords.ts";
import { settings } from "./settings.ts";

/** Somebody who wants to join. */
interface NewUser {
  email: Email;
  name: Field<string, { minLength: 1; maxLength: 80 }>;
  password: Field<Secret, { minLength: 8 }>;
}

/** What a client shows to be let in. */
interface Token {
  access_token: string;
  token_type: "bearer";
}

const key = new TextEncoder().encode(settings.tokenSecret.reveal());
export const oauth2 = new OAuth2PasswordBearer({ tokenUrl: "users/token" });

/** The user whose token it is; 401 where there is none. */
export async function userOf(token: string, db: Db): Promise<User> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"] });
    const user = db.findUser(payload.sub ?? "");
    if (user) return { id: user.id, email: user.email, name: user.name };
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
  }
  throw new HTTPException(401, "This token is not valid", { headers: { "WWW-Authenticate": "Bearer" } });
}

export const currentUser = (token: Depends<typeof oauth2>, db: Db): Promise<User> => userOf(token, db);

/** Who is asking. */
export type CurrentUser = Depends<typeof currentUser>;

export const users = new Router({ prefix: "/users", tags: ["users"] });

/** Join the shop. */
users.post("", { status: 201 }, async function join(user: NewUser, db: Db): Promise<User> {
  const { email, name, password } = user;
  const added = db.addUser({ email, name }, await hash(password.reveal()));
  if (!added) throw new HTTPException(409, "This address has joined already");
  return added;
});

/** Trade an address and a password for a token. */
users.post(
  "/token",
  async function logIn(form: Depends<typeof OAuth2PasswordRequestForm>, db: Db): Promise<Token> {
    const user = db.findUser(form.username);
    if (!(await verify(form.password, user?.password)) || !user)
      throw new HTTPException(400, "Incorrect address or password");
    const token = new SignJWT({}).setProtectedHeader({ alg: "HS256" }).setSubject(user.email);
    const lifetime = `${settings.tokenMinutes} min`;
    return { access_token: await token.setExpirationTime(lifetime).sign(key), token_type: "bearer" };
  },
);

/** Who am I? */
users.get("/me", function me(user: CurrentUser): User {
  return user;
});
