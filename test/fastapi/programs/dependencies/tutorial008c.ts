import { fastapiUniqueId, HTTPException, Millrace } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class InternalError extends Error {}

function* get_username() {
  try {
    yield "Rick";
  } catch (error) {
    if (!(error instanceof InternalError)) throw error;
    console.log("Oops, we didn't raise again, Britney 😱");
  }
}

app.get(
  "/items/{item_id}",
  function get_item(item_id: string, username: Depends<typeof get_username>): unknown {
    if (item_id === "portal-gun")
      throw new InternalError(`The portal gun is too dangerous to be owned by ${username}`);
    if (item_id !== "plumbus") throw new HTTPException(404, "Item not found, there's only a plumbus here");
    return item_id;
  },
);

export default app;
