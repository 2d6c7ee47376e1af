import { fastapiUniqueId, Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class BaseItem {
  description!: string;
  type!: string;
}

class CarItem extends BaseItem {
  override type: string = "car";
}

class PlaneItem extends BaseItem {
  override type: string = "plane";
  size!: Int;
}

const items = new Map<string, PlaneItem | CarItem>([
  ["item1", { description: "All my friends drive a low rider", type: "car" }],
  ["item2", { description: "Music is my aeroplane, it's my aeroplane", type: "plane", size: 5 }],
]);

app.get("/items/{item_id}", async function read_item(item_id: string): Promise<PlaneItem | CarItem> {
  return items.get(item_id) as PlaneItem | CarItem;
});

export default app;
