import { fastapiUniqueId, Millrace } from "millrace";

interface Item {
  name: string;
  price: number;
}

interface ResponseMessage {
  message: string;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/items/", function create_item(item: Item): ResponseMessage {
  return { message: "item received" };
});

app.get("/items/", function get_items(): Item[] {
  return [
    { name: "Plumbus", price: 3 },
    { name: "Portal Gun", price: 9001 },
  ];
});

export default app;
