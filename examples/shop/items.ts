import { rename } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createWriteStream } from "node:fs";
import { FileResponse, HTTPException, Router } from "millrace";
import type { BackgroundTasks, Depends, EventStream, Int, LastEventId, Query } from "millrace";
import type { Item, NewItem } from "./database.ts";
import type { Db, Shop } from "./lifespan.ts";
import type { CurrentUser } from "./users.ts";

export const items = new Router({ prefix: "/items", tags: ["items"] });

/** The item of the path; 404 where there is none. */
export function getItem(id: Int, db: Db): Item {
  const item = db.findItem(id);
  if (!item) throw new HTTPException(404, "There is no such item");
  return item;
}
type FoundItem = Depends<typeof getItem>;

/** All items, as JSON Lines; as an array for whom asks for `application/json`. */
items.get("", function* list(db: Db, text: Query<string, { maxLength: 50 }> = ""): Generator<Item> {
  yield* db.items(text);
});

/** Items as they arrive. */
items.get("/live", function live(shop: Shop, lastEventId: LastEventId): EventStream<Item> {
  return shop.arrivals.subscribe({ lastEventId });
});

items.get("/{id}", function read(item: FoundItem): Item {
  return item;
});

/** Offer something. */
items.post(
  "",
  { status: 201 },
  async function offer(item: NewItem, user: CurrentUser, db: Db, shop: Shop): Promise<Item> {
    const added = db.addItem(item, user);
    await shop.arrivals.publish(added);
    return added;
  },
);

/** Show what it looks like: a picture of at most 5 MB. */
items.on(
  ["PUT"],
  "/{id}/picture",
  { bodyLimit: 5_000_000, status: 204 },
  async function addPicture(item: FoundItem, picture: File, user: CurrentUser, db: Db, shop: Shop) {
    if (db.sellerOf(item.id)?.id !== user.id) throw new HTTPException(403, "This item is not yours");
    if (!/^image\/(png|jpeg|webp)$/.test(picture.type)) throw new HTTPException(415);
    const path = join(shop.pictures, `${item.id}.${picture.type.slice("image/".length)}`);
    await pipeline(picture.stream(), createWriteStream(`${path}.part`));
    await rename(`${path}.part`, path);
    db.setPicture(item.id, path);
  },
);

items.get("/{id}/picture", function picture(item: FoundItem, db: Db): FileResponse {
  const path = db.pictureOf(item.id);
  if (path === undefined) throw new HTTPException(404, "There is no picture");
  return new FileResponse(path);
});

/** Buy it. The seller is told at once where they listen, and by mail afterwards. */
items.post(
  "/{id}/buy",
  async function buy(
    item: FoundItem,
    user: CurrentUser,
    db: Db,
    shop: Shop,
    tasks: BackgroundTasks,
  ): Promise<Item> {
    if (!db.buy(item.id, user)) throw new HTTPException(409, "Somebody else was faster");
    const seller = db.sellerOf(item.id);
    if (seller) {
      const text = `${user.name} bought ${item.name}`;
      await shop.notices.of(seller.id).publish({ text, item: item.id });
      tasks.add(() => shop.mailer.send({ to: seller.email, subject: `Sold: ${item.name}`, text }));
    }
    return { ...item, sold: true };
  },
);
