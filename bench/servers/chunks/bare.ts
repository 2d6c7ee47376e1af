import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { announce } from "../announce.ts";
import { chunks } from "./chunks.ts";

const server = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "text/plain" });
  void send(response);
});

async function send(response: ServerResponse): Promise<void> {
  for await (const chunk of chunks()) if (!response.write(chunk)) await once(response, "drain");
  response.end();
}

server.listen(0, "127.0.0.1", () => announce((server.address() as AddressInfo).port));
