import { HTTPException } from "millrace";
import type { Depends, Header } from "millrace";

export interface User {
  name: string;
  admin: boolean;
}

const tokens = new Map<string, User>([
  ["ada-token", { name: "Ada", admin: true }],
  ["bo-token", { name: "Bo", admin: false }],
]);

/** Whoever the bearer token belongs to. */
export function currentUser(authorization?: Header<string>): User {
  const user = tokens.get(authorization?.replace(/^Bearer /, "") ?? "");
  if (!user) throw new HTTPException(401, "Not authenticated", { headers: { "www-authenticate": "Bearer" } });
  return user;
}
export type CurrentUser = Depends<typeof currentUser>;

/** The user, if an administrator. */
export function administrator(user: CurrentUser): User {
  if (!user.admin) throw new HTTPException(403, "Administrators only");
  return user;
}
