import * as M from "millrace";
import type { Limit, Named, Search, Token } from "./aliases.ts";

const app = new M.Millrace();

type Local = Search;

app.get(
  "/",
  (
    q: Local,
    limit: Limit,
    name: Named<string>,
    token: Token<{ alias: "x-token" }>,
    direct: M.Query<string>,
    imported: import("millrace").Header<string, { alias: "x-imported" }>,
    nullable: M.Cookie<string> | null,
  ) => [q, limit, name, token, direct, imported, nullable],
);
