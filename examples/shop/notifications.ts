import { ChannelEvent, Router } from "millrace";
import type { Depends, Query } from "millrace";
import type { User } from "./database.ts";
import type { Db, Notice, Shop } from "./lifespan.ts";
import { userOf } from "./users.ts";

/** Who listens. A browser's WebSocket has no headers of ours: the token comes in the query. */
export const listener = (token: Query<string>, db: Db): Promise<User> => userOf(token, db);

export const notifications = new Router({ prefix: "/notifications" });

/** What happens to the things that I sell. */
notifications.websocket(
  "",
  async function* notify(
    user: Depends<typeof listener>,
    shop: Shop,
    signal: AbortSignal,
  ): AsyncGenerator<Notice> {
    for await (const event of shop.notices.of(user.id).subscribe({ replay: 20, signal })) {
      if (event instanceof ChannelEvent) yield event.data;
    }
  },
);
