import { fastapiUniqueId, JSONResponse, Millrace, model } from "millrace";

interface Item {
  id: string;
  value: string;
}

interface Message {
  message: string;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const responses = {
  404: { model: model<Message>(), description: "The item was not found" },
  200: {
    description: "Item requested by ID",
    content: { "application/json": { example: { id: "bar", value: "The bar tenders" } } },
  },
};

app.get("/items/{item_id}", { responses }, async function read_item(item_id: string): Promise<
  Item | JSONResponse
> {
  if (item_id === "foo") return { id: "foo", value: "there goes my hero" };
  return new JSONResponse({ message: "Item not found" }, { status: 404 });
});

export default app;
