import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/", function read_main(): unknown {
  return { msg: "Hello World" };
});

export default app;
