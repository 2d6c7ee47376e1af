import { fastapiUniqueId, JSONResponse, Millrace } from "millrace";

class Item {
  title!: string;
  timestamp!: Temporal.PlainDateTime;
  description: string | null = null;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.put("/items/{id}", function update_item(id: string, item: Item) {
  return new JSONResponse(item);
});

export default app;
