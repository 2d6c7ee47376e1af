import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Channel } from "millrace";
import type { Depends, State } from "millrace";
import { Database, type Item } from "./database.ts";
import { Mailer } from "./mail.ts";
import { settings } from "./settings.ts";

/** What one user is told of. */
export interface Notice {
  text: string;
  item: number;
}

/** A channel of notices for each user who has been told something, or listens. */
export class Notices {
  readonly #channels = new Map<number, Channel<Notice>>();

  of(user: number): Channel<Notice> {
    let channel = this.#channels.get(user);
    if (!channel) this.#channels.set(user, (channel = new Channel({ replay: { items: 20 } })));
    return channel;
  }

  close(): void {
    for (const channel of this.#channels.values()) channel.close();
  }
}

/** What the shop holds while it runs. */
export async function* lifespan() {
  const { dataFolder } = settings;
  const pictures = join(dataFolder, "pictures");
  mkdirSync(pictures, { recursive: true });
  const database = new Database(join(dataFolder, "shop.sqlite"));
  const arrivals = new Channel<Item>({ replay: { items: 50 } });
  const notices = new Notices();
  yield { database, pictures, arrivals, notices, mailer: new Mailer() };
  arrivals.close();
  notices.close();
  database.close();
}

/** What the shop holds, for a handler or a dependency to take. */
export type Shop = State<typeof lifespan>;

/** The shop's tables. */
export type Db = Depends<typeof getDatabase>;

export function getDatabase(shop: Shop): Database {
  return shop.database;
}
