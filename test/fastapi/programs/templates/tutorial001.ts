import { Millrace, StaticFiles } from "millrace";
import { Templates } from "millrace/templates";

const app = new Millrace();

app.mount("/static", new StaticFiles({ directory: new URL("static", import.meta.url) }), { name: "static" });

const templates = new Templates({ directory: new URL("templates", import.meta.url), app });

app.get("/items/{id}", async function readItem(id: string) {
  return templates.response("item.html", { id });
});

export default app;
