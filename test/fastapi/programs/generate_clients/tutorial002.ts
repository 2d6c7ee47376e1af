import { fastapiUniqueId, Millrace } from "millrace";

interface Item {
  name: string;
  price: number;
}

interface ResponseMessage {
  message: string;
}

interface User {
  username: string;
  email: string;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/items/", { tags: ["items"] }, function create_item(item: Item): ResponseMessage {
  return { message: "Item received" };
});

app.get("/items/", { tags: ["items"] }, function get_items(): Item[] {
  return [
    { name: "Plumbus", price: 3 },
    { name: "Portal Gun", price: 9001 },
  ];
});

app.post("/users/", { tags: ["users"] }, function create_user(user: User): ResponseMessage {
  return { message: "User received" };
});

export default app;
