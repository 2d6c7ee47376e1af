import fastify from "fastify";
import { announce } from "./announce.ts";

const app = fastify();
app.get("/", () => ({ Hello: "World" }));
announce(Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port));
