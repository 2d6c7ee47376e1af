import { hash } from "./passwords.ts";

export interface User {
  name: string;
  email: string;
  /** What the user may ask a token for. */
  scopes: readonly string[];
  disabled?: boolean;
  passwordHash: string;
}

/** In place of a database. */
export const users: ReadonlyMap<string, User> = new Map(
  [
    {
      name: "ada",
      email: "ada@mills.example",
      scopes: ["me", "items"],
      passwordHash: await hash("waterwheel"),
    },
    { name: "bob", email: "bob@mills.example", scopes: ["me"], passwordHash: await hash("windmill") },
    {
      name: "eve",
      email: "eve@mills.example",
      scopes: ["me"],
      disabled: true,
      passwordHash: await hash("millstone"),
    },
  ].map((user) => [user.name, user]),
);
