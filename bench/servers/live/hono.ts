import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { announce } from "./announce.ts";

const clients = new Set<SSEStreamingApi>();

const app = new Hono();
app.get("/", (context) =>
  streamSSE(context, async (stream) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    clients.add(stream);
    stream.onAbort(resolve);
    await promise;
    clients.delete(stream);
  }),
);
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
  announce(port, (item) => {
    const event = { data: JSON.stringify(item), id: String(item.number) };
    for (const client of clients) void client.writeSSE(event);
  }),
);
