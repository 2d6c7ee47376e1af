import type { Depends } from "millrace";
import type { getDb } from "./deps.ts";
import { getSettings } from "./settings.ts";

export type Db = Depends<typeof getDb>;
type GetSettings = typeof getSettings;
export type Settings = Depends<GetSettings>;
