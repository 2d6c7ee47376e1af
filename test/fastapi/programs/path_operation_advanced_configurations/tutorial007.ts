import { fastapiUniqueId, HTTPException, Millrace, model, validate, ValidationError } from "millrace";
import { parse, YAMLParseError } from "yaml";

interface Item {
  name: string;
  tags: string[];
}

const schema = {
  title: "Item",
  required: ["name", "tags"],
  type: "object",
  properties: {
    name: { title: "Name", type: "string" },
    tags: { title: "Tags", type: "array", items: { type: "string" } },
  },
};
const requestBody = { content: { "application/x-yaml": { schema } }, required: true };

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post(
  "/items/",
  { openapiExtra: { requestBody } },
  async function create_item(request: Request): Promise<unknown> {
    try {
      return validate(model<Item>(), parse(await request.text()));
    } catch (error) {
      if (error instanceof YAMLParseError) throw new HTTPException(422, "Invalid YAML");
      if (error instanceof ValidationError) throw new HTTPException(422, error.errors);
      throw error;
    }
  },
);

export default app;
