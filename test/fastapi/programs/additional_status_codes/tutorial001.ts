import { fastapiUniqueId, JSONResponse, Millrace } from "millrace";
import type { Body, Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const items = new Map<string, { name: string | null; size: number | null }>([
  ["foo", { name: "Fighters", size: 6 }],
  ["bar", { name: "Tenders", size: 3 }],
]);

app.put(
  "/items/{item_id}",
  async function upsert_item(
    item_id: string,
    name: Body<string | null> = null,
    size: Body<Int | null> = null,
  ) {
    const item = { name, size };
    const known = items.has(item_id);
    items.set(item_id, item);
    return known ? item : new JSONResponse(item, { status: 201 });
  },
);

export default app;
