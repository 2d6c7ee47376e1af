import { BenchServer } from "./server.ts";
import { median, printTable } from "./table.ts";

const rounds = 9;
const seconds = 2;

/** CPU time of one JSON hello, as a ratio to `node:http` alone writing the same bytes. */
export async function hello(): Promise<void> {
  await using bare = new BenchServer("bare");
  await using millrace = new BenchServer("millrace", ["--import", "millrace/register"]);
  await using fastify = new BenchServer("fastify");
  await using hono = new BenchServer("hono");
  const servers = [bare, millrace, fastify, hono];
  await Promise.all(servers.map((server) => server.ready()));
  for (const server of servers) await server.costOf("/", seconds);

  const costs = new Map(servers.map((server) => [server, [] as number[]]));
  const ratios = new Map(servers.map((server) => [server, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    // Each round starts with another server, so that none always follows the same neighbour.
    const order = servers.map((_, index) => servers[(index + round) % servers.length]!);
    for (const server of order) costs.get(server)?.push(await server.costOf("/", seconds));
    for (const server of servers)
      ratios.get(server)?.push((costs.get(server)?.at(-1) ?? 0) / (costs.get(bare)?.at(-1) ?? 1));
  }
  const row = (server: BenchServer): string[] => [
    server.name,
    median(costs.get(server) ?? []).toFixed(2),
    median(ratios.get(server) ?? []).toFixed(3),
  ];
  printTable(["server", "CPU µs a request", "ratio to bare"], servers.map(row));
}
