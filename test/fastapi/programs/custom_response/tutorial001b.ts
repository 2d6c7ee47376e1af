import { fastapiUniqueId, JSONResponse, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", async function read_items() {
  return new JSONResponse([{ item_id: "Foo" }]);
});

export default app;
