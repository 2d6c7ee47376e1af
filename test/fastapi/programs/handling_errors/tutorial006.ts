import {
  fastapiUniqueId,
  HTTPException,
  httpExceptionHandler,
  Millrace,
  RequestValidationError,
  requestValidationExceptionHandler,
} from "millrace";
import type { Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.exceptionHandler(HTTPException, (exception) => {
  console.log(`OMG! An HTTP error!: ${exception}`);
  return httpExceptionHandler(exception);
});

app.exceptionHandler(RequestValidationError, (error) => {
  console.log(`OMG! The client sent invalid data!: ${error}`);
  return requestValidationExceptionHandler(error);
});

app.get("/items/{item_id}", function read_item(item_id: Int): unknown {
  if (item_id === 3) throw new HTTPException(418, "Nope! I don't like 3.");
  return { item_id };
});

export default app;
