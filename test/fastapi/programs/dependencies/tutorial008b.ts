import { fastapiUniqueId, HTTPException, Millrace } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const data = new Map([
  ["plumbus", { description: "Freshly pickled plumbus", owner: "Morty" }],
  ["portal-gun", { description: "Gun to create portals", owner: "Rick" }],
]);

class OwnerError extends Error {}

function* get_username() {
  try {
    yield "Rick";
  } catch (error) {
    if (!(error instanceof OwnerError)) throw error;
    throw new HTTPException(400, `Owner error: ${error.message}`);
  }
}

app.get(
  "/items/{item_id}",
  function get_item(item_id: string, username: Depends<typeof get_username>): unknown {
    const item = data.get(item_id);
    if (!item) throw new HTTPException(404, "Item not found");
    if (item.owner !== username) throw new OwnerError(username);
    return item;
  },
);

export default app;
