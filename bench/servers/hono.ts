import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { announce } from "./announce.ts";

const app = new Hono();
app.get("/", (context) => context.json({ Hello: "World" }));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => announce(port));
