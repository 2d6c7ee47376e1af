import { join } from "node:path";
import { fastapiUniqueId, FileResponse, Millrace } from "millrace";

interface Item {
  id: string;
  value: string;
}

const responses = {
  404: { description: "Item not found" },
  302: { description: "The item was moved" },
  403: { description: "Not enough privileges" },
};

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/{item_id}",
  { responses: { ...responses, 200: { content: { "image/png": {} } } } },
  async function read_item(item_id: string, img: boolean | null = null): Promise<Item | FileResponse> {
    if (img) return new FileResponse(join(import.meta.dirname, "image.png"), { mediaType: "image/png" });
    return { id: "foo", value: "there goes my hero" };
  },
);

export default app;
