import { HTTPException, Millrace } from "millrace";
import type { Depends, EventStream, Field, Int, Query } from "millrace";
import { connect } from "./database.ts";

/** Something for sale. */
export interface Item {
  name: Field<string, { minLength: 1 }>;
  price: number;
  /** @default [] */
  tags?: string[];
}

async function* getDb() {
  const db = await connect();
  try {
    yield db;
  } finally {
    await db.close();
  }
}
type Db = Depends<typeof getDb>;

const app = new Millrace({ title: "Shop" });

app.get("/", () => ({ Hello: "World" }));

/** Find one item. */
app.get("/items/{id}", async (id: Int, db: Db, q?: Query<string, { maxLength: 50 }>): Promise<Item> => {
  const item = await db.find(id, q);
  if (!item) throw new HTTPException(404, "Item not found");
  return item;
});

app.post("/items", { status: 201 }, async (item: Item, db: Db): Promise<Item> => db.save(item));

// Typed items: JSON Lines, one validated item a line.
app.get("/items", async function* (db: Db): AsyncGenerator<Item> {
  yield* db.all();
});

// Typed server-sent events; the signal fires when the client leaves.
app.get("/items/live", async function* (db: Db, signal: AbortSignal): EventStream<Item> {
  yield* db.changes(signal);
});

export default app;
