import { fastapiUniqueId, Millrace, PlainTextResponse } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/", { responseClass: PlainTextResponse }, async function main() {
  return "Hello World";
});

export default app;
