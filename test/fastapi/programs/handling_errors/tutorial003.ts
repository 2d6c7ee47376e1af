import { fastapiUniqueId, JSONResponse, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class UnicornException extends Error {
  override readonly name: string;

  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

app.exceptionHandler(
  UnicornException,
  ({ name }) =>
    new JSONResponse({ message: `Oops! ${name} did something. There goes a rainbow...` }, { status: 418 }),
);

app.get("/unicorns/{name}", function read_unicorn(name: string): unknown {
  if (name === "yolo") throw new UnicornException(name);
  return { unicorn_name: name };
});

export default app;
