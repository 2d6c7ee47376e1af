import { createServer } from "node:http";
import { Millrace } from "millrace";

const app = new Millrace();

app.get("/1", () => ({ name: "a", run: () => 1 }));
app.get("/2", () => Symbol("a"));
app.get("/3", () => createServer());
app.get("/4", () => ({ error: new Error("a"), pattern: /a/, list: [() => 1] }));
app.get("/5", () => () => 1);
