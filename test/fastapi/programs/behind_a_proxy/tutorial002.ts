import { type Connection, fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  generateUniqueId: fastapiUniqueId,
  rootPath: "/api/v1",
});

app.get("/app", function read_main({ rootPath }: Connection): unknown {
  return { message: "Hello World", root_path: rootPath };
});

export default app;
