import { fastapiUniqueId, JSONResponse, Millrace, RequestValidationError } from "millrace";
import type { Int } from "millrace";

interface Item {
  title: string;
  size: Int;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.exceptionHandler(
  RequestValidationError,
  ({ errors, body }) => new JSONResponse({ detail: errors, body }, { status: 422 }),
);

app.post("/items/", function create_item(item: Item): unknown {
  return item;
});

export default app;
