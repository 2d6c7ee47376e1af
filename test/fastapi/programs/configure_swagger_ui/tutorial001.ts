import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  generateUniqueId: fastapiUniqueId,
  swaggerUIParameters: { syntaxHighlight: false },
});

app.get("/users/{username}", function read_user(username: string): unknown {
  return { message: `Hello ${username}` };
});

export default app;
