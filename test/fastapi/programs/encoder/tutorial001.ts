import { fastapiUniqueId, Millrace } from "millrace";

const database = new Map<string, unknown>();

class Item {
  title!: string;
  timestamp!: Date;
  description: string | null = null;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.put("/items/{id}", function update_item(id: string, item: Item): unknown {
  database.set(id, JSON.parse(JSON.stringify(item)));
  return null;
});

export default app;
