import { fastapiUniqueId, Millrace } from "millrace";
import { get_query_token, get_token_header } from "./dependencies.ts";
import * as admin from "./internal/admin.ts";
import * as items from "./routers/items.ts";
import * as users from "./routers/users.ts";

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  dependencies: [get_query_token],
  generateUniqueId: fastapiUniqueId,
});

app.includeRouter(users.router);
app.includeRouter(items.router);
app.includeRouter(admin.router, {
  prefix: "/admin",
  tags: ["admin"],
  dependencies: [get_token_header],
  responses: { 418: { description: "I'm a teapot" } },
});

app.get("/", function root(): unknown {
  return { message: "Hello Bigger Applications!" };
});

export default app;
