import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { stream } from "hono/streaming";
import { announce } from "../announce.ts";
import { chunks } from "./chunks.ts";

const app = new Hono();
app.get("/", (context) =>
  stream(context, async (output) => {
    for await (const chunk of chunks()) await output.write(chunk);
  }),
);
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => announce(port));
