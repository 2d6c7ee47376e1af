import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

function magic_data_reader(raw_body: Uint8Array) {
  return {
    size: raw_body.length,
    content: { name: "Maaaagic", price: 42, description: "Just kiddin', no magic here. ✨" },
  };
}

const schema = {
  required: ["name", "price"],
  type: "object",
  properties: { name: { type: "string" }, price: { type: "number" }, description: { type: "string" } },
};
const requestBody = { content: { "application/json": { schema } }, required: true };

app.post(
  "/items/",
  { openapiExtra: { requestBody } },
  async function create_item(request: Request): Promise<unknown> {
    return magic_data_reader(await request.bytes());
  },
);

export default app;
