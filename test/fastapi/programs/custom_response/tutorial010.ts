import { fastapiUniqueId, HTMLResponse, Millrace } from "millrace";

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  generateUniqueId: fastapiUniqueId,
  responseClass: HTMLResponse,
});

app.get("/items/", async function read_items() {
  return "<h1>Items</h1><p>This is a list of items.</p>";
});

export default app;
