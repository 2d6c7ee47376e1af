import { Readable } from "node:stream";
import fastify from "fastify";
import { announce } from "../announce.ts";
import { chunks } from "./chunks.ts";

const app = fastify();
app.get("/", (_request, reply) => reply.type("text/plain").send(Readable.from(chunks())));
announce(Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port));
