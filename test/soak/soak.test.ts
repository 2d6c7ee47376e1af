import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { random } from "../garbage/requests.ts";
import { visit } from "./client.ts";

const requests = Number(process.env["SOAK_REQUESTS"] ?? (process.env["CI"] ? 10_000 : 1000));
const seed = Number(process.env["SOAK_SEED"] ?? Date.now() % 2 ** 31);
const atOnce = 30;

interface Report {
  readonly heap: number;
  readonly open: Readonly<Record<string, number>>;
  readonly subscribers: number;
  readonly resources: Readonly<Record<string, number>>;
  readonly descriptors: number;
  readonly temporary: readonly string[];
}

interface Running {
  readonly server: ChildProcess;
  readonly port: number;
  readonly errors: string[];
}

async function start(t: TestContext): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-soak-"));
  const server = fork(join(import.meta.dirname, "server.ts"), {
    execArgv: [...process.execArgv.filter((arg) => !arg.startsWith("--test")), "--expose-gc"],
    env: { ...process.env, TMPDIR: folder },
  });
  t.after(async () => {
    server.kill();
    if (server.exitCode === null) await once(server, "exit");
    rmSync(folder, { recursive: true });
  });
  const errors: string[] = [];
  server.on("message", (message: { error?: string }) => message.error && errors.push(message.error));
  const exited = once(server, "exit").then(([code]) => assert.fail(`the server ended with ${code}`));
  const [message] = (await Promise.race([once(server, "message"), exited])) as [{ port: number }];
  return { server, port: message.port, errors };
}

async function report(server: ChildProcess): Promise<Report> {
  server.send("report");
  for (;;) {
    const [message] = (await once(server, "message")) as [Partial<Report>];
    if (message.heap !== undefined) return message as Report;
  }
}

/** A report when all is as it was, or after half a minute: longer than anything here may wait for a client. */
async function settled(server: ChildProcess, before: Report): Promise<Report> {
  for (let tries = 0; ; tries++) {
    const now = await report(server);
    if (isDeepStrictEqual(held(now), held(before)) || tries === 300) return now;
    await sleep(100);
  }
}

const held = ({ open, subscribers, resources, descriptors, temporary }: Report): unknown => ({
  open,
  subscribers,
  resources,
  descriptors,
  temporary,
});

async function send(count: number, port: number, next: () => number): Promise<Map<string, number>> {
  const visits = new Map<string, number>();
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const what = await visit(port, next);
      visits.set(what, (visits.get(what) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return visits;
}

test(`${requests} requests, patient and not, leave nothing behind, seed ${seed}`, async (t) => {
  const { server, port, errors } = await start(t);
  const next = random(seed);
  const before = await report(server);
  await send(Math.ceil(requests / 10), port, next);
  const first = await settled(server, before);
  const visits = await send(requests, port, next);
  const after = await settled(server, before);
  t.diagnostic(JSON.stringify({ kinds: visits.size, before, after }));
  assert.deepEqual(errors, []);
  assert.deepEqual(held(after), held(before));
  assert.ok(after.heap < first.heap * 1.5 + 10e6, `heap grew from ${first.heap} to ${after.heap}`);
});
