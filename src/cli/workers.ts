import cluster from "node:cluster";
import type { Worker } from "node:cluster";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { stopOnSignal } from "./stop.ts";

/** A worker that dies sooner than this after its start is replaced only after this time, in milliseconds. */
const pause = 1000;

/**
 * Keeps `count` copies of this process serving one port: the first alone until it listens, so that a program that does
 * not start says so once; one that dies later is replaced. Resolves with the port when all have been started.
 */
export async function superviseWorkers(count: number): Promise<number> {
  let stopping = false;
  const start = (): void => {
    const started = performance.now();
    const worker = cluster.fork();
    worker.once("exit", (code: number, signal: string | null) => {
      if (stopping) return;
      if (!listening) process.exit(code || 1);
      console.error(
        `Worker ${worker.process.pid} ended (${signal ?? `code ${code}`}); another takes its place.`,
      );
      const again = (): void => void (stopping || start());
      setTimeout(again, performance.now() - started < pause ? pause : 0);
    });
  };
  let listening = false;
  stopOnSignal(
    () => {
      stopping = true;
      return stopAll();
    },
    (code) => {
      for (const worker of workers()) worker.process.kill("SIGKILL");
      process.exit(code);
    },
  );
  start();
  const [, address] = (await once(cluster, "listening")) as [Worker, AddressInfo];
  listening = true;
  for (let started = 1; started < count; started++) start();
  return address.port;
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}

async function stopAll(): Promise<void> {
  const running = workers();
  const ends = running.map((worker) => once(worker, "exit"));
  for (const worker of running) worker.process.kill("SIGTERM");
  await Promise.all(ends);
}
