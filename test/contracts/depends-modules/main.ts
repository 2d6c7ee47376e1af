import { Millrace } from "millrace";
import type { Depends } from "millrace";
import type { Db, Settings } from "./aliases.ts";
import * as deps from "./deps.ts";
import getDefault, { renamed as mine } from "./deps.ts";
import { getUser } from "./again.ts";

const app = new Millrace();

app.get(
  "/",
  (
    db: Db,
    settings: Settings,
    whole: Depends<typeof deps.getDb>,
    other: Depends<typeof getDefault>,
    user: Depends<typeof getUser>,
    named: Depends<typeof mine>,
    direct: Depends<typeof import("./deps.ts").getDb>,
  ) => [db, settings, whole, other, user, named, direct],
);
