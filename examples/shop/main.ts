import { join } from "node:path";
import { Millrace } from "millrace";
import { compression, requestId, securityHeaders } from "millrace/middleware";
import { items } from "./items.ts";
import { lifespan } from "./lifespan.ts";
import { notifications } from "./notifications.ts";
import { users } from "./users.ts";

const app = new Millrace({
  title: "Second-hand tools",
  description: "People sell tools to each other.",
  lifespan,
});

app.use(requestId());
app.use(securityHeaders());
app.use(compression());

app.includeRouter(users);
app.includeRouter(items);
app.includeRouter(notifications);
app.frontend("/", { directory: join(import.meta.dirname, "public") });

export default app;
