import { compareCosts } from "./compare.ts";
import { BenchServer } from "./server.ts";

/** CPU time of one JSON hello, as a ratio to `node:http` alone writing the same bytes. */
export async function hello(): Promise<void> {
  await using bare = new BenchServer("bare");
  await using millrace = new BenchServer("millrace", ["--import", "millrace/register"]);
  await using fastify = new BenchServer("fastify");
  await using hono = new BenchServer("hono");
  await compareCosts([bare, millrace, fastify, hono], bare, "/");
}
