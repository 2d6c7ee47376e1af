import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  generateUniqueId: fastapiUniqueId,
  openapiUrl: "/api/v1/openapi.json",
});

app.get("/items/", function read_items(): unknown {
  return [{ name: "Foo" }];
});

export default app;
