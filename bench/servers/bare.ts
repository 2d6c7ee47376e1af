import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { announce } from "./announce.ts";

const body = JSON.stringify({ Hello: "World" });

const server = createServer((_request, response) => {
  response.writeHead(200, ["content-type", "application/json", "content-length", String(body.length)]);
  response.end(body);
});
server.listen(0, "127.0.0.1", () => announce((server.address() as AddressInfo).port));
