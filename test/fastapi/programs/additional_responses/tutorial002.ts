import { join } from "node:path";
import { fastapiUniqueId, FileResponse, Millrace } from "millrace";

interface Item {
  id: string;
  value: string;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/{item_id}",
  { responses: { 200: { content: { "image/png": {} }, description: "Return the JSON item or an image." } } },
  async function read_item(item_id: string, img: boolean | null = null): Promise<Item | FileResponse> {
    if (img) return new FileResponse(join(import.meta.dirname, "image.png"), { mediaType: "image/png" });
    return { id: "foo", value: "there goes my hero" };
  },
);

export default app;
