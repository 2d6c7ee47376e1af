import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as settle } from "node:timers/promises";
import { median, printTable } from "../table.ts";

const rounds = 3;

/** CPU time and memory of a server of live events, in microseconds and bytes. */
interface Cost {
  readonly cpu: number;
  readonly rss: number;
}

/** A server of live events in a process of its own, and its subscribers in another. */
class LiveServer implements AsyncDisposable {
  readonly name: string;
  /** Bytes for each connection on which nothing was sent yet. */
  memory = 0;
  readonly #server: ChildProcess;
  readonly #subscribers: ChildProcess;
  #count = 0;
  #done = 0;
  /** Told when all subscribers have had another event. */
  #progress: (() => void) | undefined = undefined;

  constructor(name: string, execArgv: readonly string[] = []) {
    this.name = name;
    const flags = [...process.execArgv, "--expose-gc", ...execArgv];
    this.#server = fork(join(import.meta.dirname, `../servers/live/${name}.ts`), { execArgv: flags });
    this.#subscribers = fork(join(import.meta.dirname, "subscribers.ts"));
  }

  async subscribe(count: number): Promise<void> {
    const [{ port }] = (await once(this.#server, "message")) as [{ port: number }];
    const { rss } = await this.#cost();
    this.#count = count;
    this.#subscribers.send({ port, count });
    await once(this.#subscribers, "message");
    this.#subscribers.on("message", ({ done }: { done: number }) => {
      this.#done = done;
      this.#progress?.();
    });
    await settle(500);
    this.memory = ((await this.#cost()).rss - rss) / count;
  }

  /** Publishes events, so many of them under way at once; gives the CPU time of sending one to one subscriber. */
  async costOf(events: number, underWay: number): Promise<number> {
    const before = await this.#cost();
    const first = this.#done;
    let published = Math.min(underWay, events);
    this.#server.send({ publish: published });
    while (this.#done < first + events) {
      await new Promise<void>((resolve) => {
        this.#progress = resolve;
      });
      const more = Math.min(events, this.#done - first + underWay) - published;
      if (more > 0) this.#server.send({ publish: more });
      published += more;
    }
    return ((await this.#cost()).cpu - before.cpu) / events / this.#count;
  }

  async #cost(): Promise<Cost> {
    this.#server.send("cost");
    const [cost] = (await once(this.#server, "message")) as [Cost];
    return cost;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscribers.kill();
    this.#server.disconnect();
    await once(this.#server, "exit");
  }
}

/** The cost of one event to many subscribers, beside what others do for it. */
export async function fanOut(subscribers: number): Promise<void> {
  await using bare = new LiveServer("bare");
  await using millrace = new LiveServer("millrace", ["--import", "millrace/register"]);
  await using betterSse = new LiveServer("better-sse");
  await using hono = new LiveServer("hono");
  const servers = [bare, millrace, betterSse, hono];
  await Promise.all(servers.map((server) => server.subscribe(subscribers)));

  const alone = await costs(servers, Math.ceil(200_000 / subscribers), 1);
  const crowded = await costs(servers, Math.ceil(1_000_000 / subscribers), 64);
  const perSecond = (cost: number): string => (1e6 / cost / subscribers).toFixed(0);
  printTable(
    ["server", "µs, 1 under way", "events/s", "µs, 64 under way", "events/s", "bytes a connection"],
    servers.map((server) => {
      const [one, many] = [median(alone.get(server) ?? []), median(crowded.get(server) ?? [])];
      return [
        server.name,
        one.toFixed(2),
        perSecond(one),
        many.toFixed(2),
        perSecond(many),
        server.memory.toFixed(0),
      ];
    }),
  );
}

async function costs(
  servers: readonly LiveServer[],
  events: number,
  underWay: number,
): Promise<ReadonlyMap<LiveServer, number[]>> {
  const all = new Map(servers.map((server) => [server, [] as number[]]));
  for (const server of servers) await server.costOf(Math.ceil(events / 4), underWay);
  for (let round = 0; round < rounds; round++)
    for (const server of servers) all.get(server)?.push(await server.costOf(events, underWay));
  return all;
}
