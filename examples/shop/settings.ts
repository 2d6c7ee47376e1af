import { join } from "node:path";
import { model, type Secret, settings as readSettings } from "millrace";

/** What the shop is told by its environment, or by the file `.env` beside this one. */
class ShopSettings {
  /** Signs tokens: the same for all processes. */
  tokenSecret!: Secret;
  tokenMinutes: number = 30;
  /** Where the database and the pictures are. */
  dataFolder: string = "data";
}

export const settings = readSettings(model<ShopSettings>(), {
  prefix: "SHOP_",
  files: [join(import.meta.dirname, ".env")],
});
