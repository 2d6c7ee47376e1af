import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createChannel, createSession } from "better-sse";
import { announce } from "./announce.ts";

const channel = createChannel();

const server = createServer((request, response) => {
  void createSession(request, response).then((session) => channel.register(session));
});
server.listen(0, "127.0.0.1", () =>
  announce((server.address() as AddressInfo).port, (item) =>
    channel.broadcast(item, "message", { eventId: String(item.number) }),
  ),
);
