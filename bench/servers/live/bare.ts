import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { announce } from "./announce.ts";

const clients = new Set<ServerResponse>();

const server = createServer((request, response) => {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  });
  response.flushHeaders();
  clients.add(response);
  request.on("close", () => clients.delete(response));
});
server.listen(0, "127.0.0.1", () =>
  announce((server.address() as AddressInfo).port, (item) => {
    const event = `data: ${JSON.stringify(item)}\nid: ${item.number}\n\n`;
    for (const client of clients) client.write(event);
  }),
);
