import {
  fastapiUniqueId,
  HTTPException,
  Millrace,
  PlainTextResponse,
  RequestValidationError,
} from "millrace";
import type { Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.exceptionHandler(
  HTTPException,
  ({ status, detail }) => new PlainTextResponse(String(detail), { status }),
);

app.exceptionHandler(RequestValidationError, ({ errors }) => {
  const lines = errors.map(({ loc, msg }) => `Field: ('${loc.join("', '")}'), Error: ${msg}`);
  return new PlainTextResponse(["Validation errors:", ...lines].join("\n"), { status: 400 });
});

app.get("/items/{item_id}", function read_item(item_id: Int): unknown {
  if (item_id === 3) throw new HTTPException(418, "Nope! I don't like 3.");
  return { item_id };
});

export default app;
