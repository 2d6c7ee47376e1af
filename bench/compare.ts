import type { BenchServer } from "./server.ts";
import { median, printTable } from "./table.ts";

const rounds = 9;
const seconds = 2;

/** Prints the CPU time of a request to each of the servers, and its ratio to that of `base`; a `body` is posted as JSON. */
export async function compareCosts(
  servers: readonly BenchServer[],
  base: BenchServer,
  path: string,
  body?: string,
): Promise<void> {
  await Promise.all(servers.map((server) => server.ready()));
  for (const server of servers) await server.costOf(path, 2 * seconds, body);

  const costs = new Map(servers.map((server) => [server, [] as number[]]));
  const ratios = new Map(servers.map((server) => [server, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    // Each round starts with another server, so that none always follows the same neighbour.
    const order = servers.map((_, index) => servers[(index + round) % servers.length]!);
    for (const server of order) costs.get(server)?.push(await server.costOf(path, seconds, body));
    for (const server of servers)
      ratios.get(server)?.push((costs.get(server)?.at(-1) ?? 0) / (costs.get(base)?.at(-1) ?? 1));
  }
  const row = (server: BenchServer): string[] => [
    server.name,
    median(costs.get(server) ?? []).toFixed(2),
    median(ratios.get(server) ?? []).toFixed(3),
  ];
  printTable(["server", "CPU µs a request", `ratio to ${base.name}`], servers.map(row));
}
