import { BenchServer } from "../server.ts";
import { count } from "../servers/chunks/chunks.ts";
import { median, printTable } from "../table.ts";

const rounds = 9;
const responses = 20;

/** The CPU time of one chunk of 64 bytes that is ready when it is asked for, of 10,000 to one client. */
export async function chunks(): Promise<void> {
  await using bare = new BenchServer("chunks/bare");
  await using millrace = new BenchServer("chunks/millrace", ["--import", "millrace/register"]);
  await using fastify = new BenchServer("chunks/fastify");
  await using hono = new BenchServer("chunks/hono");
  const servers = [bare, millrace, fastify, hono];
  await Promise.all(servers.map((server) => server.ready()));
  const costs = new Map(servers.map((server) => [server, [] as number[]]));
  for (const server of servers) await costOf(server);
  for (let round = 0; round < rounds; round++)
    for (const server of servers) costs.get(server)?.push(await costOf(server));
  const base = median(costs.get(bare) ?? []);
  printTable(
    ["server", "CPU µs a chunk", "ratio to bare"],
    servers.map((server) => {
      const cost = median(costs.get(server) ?? []);
      return [server.name, cost.toFixed(2), (cost / base).toFixed(2)];
    }),
  );
}

async function costOf(server: BenchServer): Promise<number> {
  const before = await server.cpu();
  for (let i = 0; i < responses; i++) {
    const { byteLength } = await (await fetch(server.url)).arrayBuffer();
    if (byteLength !== 64 * count) throw new Error(`${server.name} sent ${byteLength} bytes`);
  }
  return ((await server.cpu()) - before) / responses / count;
}
