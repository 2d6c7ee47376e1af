import { fastapiUniqueId, Millrace } from "millrace";

const names = { title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId };
const app = new Millrace(names);

app.get("/app", function read_main(): unknown {
  return { message: "Hello World from main app" };
});

const subapi = new Millrace(names);

subapi.get("/sub", function read_sub(): unknown {
  return { message: "Hello World from sub API" };
});

app.mount("/subapi", subapi);

export default app;
