import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const openapiExtra = { "x-aperture-labs-portal": "blue" };

app.get("/items/", { openapiExtra }, function read_items(): unknown {
  return [{ item_id: "portal-gun" }];
});

export default app;
