import { connect } from "node:net";
import { BenchServer } from "../server.ts";
import { median, printTable } from "../table.ts";

const responses = 50;
const items = 20;

/** The time from the moment that an item is ready in the handler to the moment that a client has it. */
export async function firstItem(): Promise<void> {
  await using server = new BenchServer("large/millrace", ["--import", "millrace/register"]);
  await server.ready();
  const first: number[] = [];
  const later: number[] = [];
  for (let i = 0; i < responses; i++) {
    const ways = await waysOf(`${server.url}/now`);
    if (i > 5) first.push(ways[0] ?? NaN);
    if (i > 5) later.push(...ways.slice(1));
  }
  const row = (name: string, ways: readonly number[]): string[] => [
    name,
    median(ways).toFixed(2),
    (ways.toSorted((a, b) => a - b)[Math.floor(ways.length * 0.9)] ?? NaN).toFixed(2),
  ];
  printTable(["item", "ms, median", "ms, 9 of 10"], [row("the first", first), row("later ones", later)]);
}

/** Milliseconds that each of the first items of a response was on its way. */
async function waysOf(url: string): Promise<number[]> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  const ways: number[] = [];
  for await (const bytes of socket) {
    const now = process.hrtime.bigint();
    const ready = /data: "(\d+)"/.exec(String(bytes))?.[1];
    if (ready) ways.push(Number(now - BigInt(ready)) / 1e6);
    if (ways.length === items) break;
  }
  return ways;
}
