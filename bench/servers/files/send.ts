import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import send from "send";
import { announce } from "../announce.ts";

const file = process.env["BENCH_FILE"] as string;

const server = createServer((request, response) => void send(request, file).pipe(response));
server.listen(0, "127.0.0.1", () => announce((server.address() as AddressInfo).port));
