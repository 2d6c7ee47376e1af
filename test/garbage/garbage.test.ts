import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { garbage, random } from "./requests.ts";

/** 100,000 were sent before a release; a few thousand find what breaks in a change. */
const requests = Number(process.env["GARBAGE_REQUESTS"] ?? 3000);
const seed = Number(process.env["GARBAGE_SEED"] ?? Date.now() % 2 ** 31);
const atOnce = 20;

interface Report {
  readonly heap: number;
  readonly rss: number;
  readonly sockets: number;
}

let server: ChildProcess;
let port = 0;
const errors: string[] = [];

before(async () => {
  server = fork(join(import.meta.dirname, "server.ts"), {
    execArgv: [...process.execArgv.filter((arg) => !arg.startsWith("--test")), "--expose-gc"],
  });
  server.on("message", (message: { error?: string }) => message.error && errors.push(message.error));
  const [message] = (await once(server, "message")) as [{ port: number }];
  port = message.port;
});

after(() => server.kill());

async function report(): Promise<Report> {
  for (;;) {
    server.send("report");
    const [message] = (await once(server, "message")) as [Partial<Report>];
    if (message.heap !== undefined) return message as Report;
  }
}

/** A report once the last connection has closed, or after the longest time that the server gives one. */
async function settled(): Promise<Report> {
  for (let tries = 0; ; tries++) {
    const now = await report();
    if (now.sockets === 0 || tries === 40) return now;
    await sleep(100);
  }
}

/** Sends the bytes and waits until the server has closed the connection; gives what it said. */
function exchange(bytes: Buffer, leave: boolean): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const timer = setTimeout(() => {
      socket.destroy();
      resolve("hang");
    }, 15_000);
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(text);
    });
    socket.write(bytes);
    if (leave) socket.destroy();
  });
}

async function send(count: number, next: () => number): Promise<Map<string, number>> {
  const answers = new Map<string, number>();
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const bytes = garbage(next);
      const leave = next() < 0.02;
      const answer = await exchange(bytes, leave);
      const status = leave
        ? "left"
        : (/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? (answer === "hang" ? "hang" : "closed"));
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return answers;
}

test(`${requests} requests of garbage, seed ${seed}`, { timeout: 3_600_000 }, async (context) => {
  const next = random(seed);
  await send(Math.ceil(requests / 4), next);
  const first = await report();
  const answers = await send(requests, next);
  const last = await settled();
  context.diagnostic(JSON.stringify({ answers: Object.fromEntries([...answers].toSorted()), first, last }));
  assert.equal(server.exitCode, null);
  assert.deepEqual(errors, []);
  assert.equal(answers.get("500"), undefined);
  assert.equal(answers.get("hang"), undefined);
  assert.equal(last.sockets, 0);
  assert.ok(last.heap < first.heap * 1.5 + 20e6, `heap grew from ${first.heap} to ${last.heap}`);
  const fine = await fetch(`http://127.0.0.1:${port}/`);
  assert.deepEqual(await fine.json(), { Hello: "World" });
});
