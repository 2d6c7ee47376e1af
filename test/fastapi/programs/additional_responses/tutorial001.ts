import { fastapiUniqueId, JSONResponse, Millrace, model } from "millrace";

interface Item {
  id: string;
  value: string;
}

interface Message {
  message: string;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get(
  "/items/{item_id}",
  { responses: { 404: model<Message>() } },
  async function read_item(item_id: string): Promise<Item | JSONResponse> {
    if (item_id === "foo") return { id: "foo", value: "there goes my hero" };
    return new JSONResponse({ message: "Item not found" }, { status: 404 });
  },
);

export default app;
