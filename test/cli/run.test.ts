import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { ask, Project } from "./project.ts";

const shop = `import { Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace();
app.get("/", () => ({ process: process.pid }));
app.get("/items/{id}", (id: Int) => ({ id }));
app.get("/slow", () => new Promise<string>((resolve) => setTimeout(resolve, 300, "done")));
app.get("/never", () => new Promise<string>(() => {}));
export default app;
`;

test("run serves, logs, and stops gracefully on SIGTERM with code 0", async (context) => {
  const run = new Project(context, { "main.ts": shop }).millrace("run --port 0 --access-log json");
  const port = await run.port();
  assert.match(run.stdout, /^Millrace \S+ serves main\.ts on http:\/\/0\.0\.0\.0:\d+\n$/);
  assert.deepEqual(await ask(port, "/items/3"), { status: 200, text: '{"id":3}' });
  assert.equal((await ask(port, "/items/x")).status, 422);
  const slow = ask(port, "/slow");
  await new Promise((resolve) => setTimeout(resolve, 100));
  run.signal("SIGTERM");
  assert.deepEqual(await slow, { status: 200, text: '"done"' });
  assert.equal(await run.ended, 0);
  const entries = run.stdout
    .split("\n")
    .slice(1, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    entries.map(({ method, path, status }) => [method, path, status]),
    [
      ["GET", "/items/3", 200],
      ["GET", "/items/x", 422],
      ["GET", "/slow", 200],
    ],
  );
  assert.ok(Number(entries[2]?.["ms"]) >= 290);
  assert.equal(run.stderr, "");
});

test("a graceful stop waits for the clean-up of what it ended", async (context) => {
  const main = `import { setTimeout as sleep } from "node:timers/promises";
import { Millrace, type Depends, type EventStream } from "millrace";
const app = new Millrace();
async function* resource() { try { yield 1; } finally { await sleep(150); console.log("dependency out"); } }
type Resource = Depends<typeof resource>;
app.get("/plain", async (r: Resource) => { await sleep(100); return r; });
app.get("/events", async function* (r: Resource, signal: AbortSignal): EventStream<number> {
  try { yield r; await sleep(60_000, undefined, { signal }); } finally { await sleep(50); console.log("events out"); }
});
export default app;
`;
  const run = new Project(context, { "main.ts": main }).millrace("run --port 0 --grace 3");
  const port = await run.port();
  const plain = ask(port, "/plain");
  const events = ask(port, "/events");
  await new Promise((resolve) => setTimeout(resolve, 50));
  run.signal("SIGTERM");
  assert.deepEqual(await plain, { status: 200, text: "1" });
  assert.match((await events).text, /^data: 1\n\nretry: \d+\n\n$/);
  assert.equal(await run.ended, 0);
  const said = run.stdout.split("\n").slice(1, -1).toSorted();
  assert.deepEqual(said, ["dependency out", "dependency out", "events out"]);
  assert.equal(run.stderr, "");
});

test("run writes no access log unless it is asked to, and a second signal ends it at once", async (context) => {
  const project = new Project(context, { "src/app.ts": shop });
  const run = project.millrace("run --host 127.0.0.1", { PORT: "0" });
  const port = await run.port();
  const never = ask(port, "/never").catch((error: unknown) => error);
  await ask(port);
  run.signal("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 200));
  run.signal("SIGINT");
  assert.equal(await run.ended, 130);
  assert.ok((await never) instanceof Error);
  assert.match(run.stdout, /^Millrace \S+ serves src\/app\.ts on http:\/\/127\.0\.0\.1:\d+\n$/);
});

test("the same signal twice in one moment, as a group of processes is sent it, stops gracefully", async (context) => {
  const main = `import { Millrace } from "millrace";
const app = new Millrace();
app.get("/stop", async () => {
  process.kill(process.pid, "SIGTERM");
  process.kill(process.pid, "SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, 300));
  return "done";
});
export default app;
`;
  const run = new Project(context, { "main.ts": main }).millrace("run --port 0");
  assert.deepEqual(await ask(await run.port(), "/stop"), { status: 200, text: '"done"' });
  assert.equal(await run.ended, 0);
});

test("requests that outlast the grace are cut, and the exit code is still 0", async (context) => {
  const run = new Project(context, { "main.ts": shop }).millrace("run --port 0 --grace 0.2");
  const never = ask(await run.port(), "/never").catch((error: unknown) => error);
  await ask(await run.port());
  run.signal("SIGTERM");
  assert.equal(await run.ended, 0);
  assert.ok((await never) instanceof Error);
});

test("workers share the port, one that dies is replaced, and all stop together", async (context) => {
  const run = new Project(context, { "main.ts": shop }).millrace("run --port 0 --workers 2");
  const port = await run.port();
  assert.match(run.stdout, / with 2 workers\n$/);
  const pidsOf = async (): Promise<Set<number>> => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(port)));
    return new Set(answers.map(({ text }) => (JSON.parse(text) as { process: number }).process));
  };
  let pids = await pidsOf();
  while (pids.size < 2) pids = await pidsOf();
  assert.ok(!pids.has(run.pid));
  const [victim = 0] = pids;
  process.kill(victim, "SIGKILL");
  await run.says(new RegExp(`Worker ${victim} ended \\(SIGKILL\\); another takes its place\\.`));
  let later = await pidsOf();
  while (later.size < 2) later = await pidsOf();
  assert.ok(!later.has(victim));
  run.signal("SIGTERM");
  assert.equal(await run.ended, 0);
  await assert.rejects(ask(port), { code: "ECONNREFUSED" });
  for (const pid of later) assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
});

test("a port in use is said in one line", async (context) => {
  const server = createServer().listen(0, "127.0.0.1");
  context.after(() => server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const project = new Project(context, { "main.ts": shop });
  const message = `Port ${port} of 127.0.0.1 is in use. Stop what uses it, or choose another with \`--port\`.\n`;
  for (const command of ["run", "run --workers 2", "dev"]) {
    const run = project.millrace(`${command} --host 127.0.0.1 --port ${port}`);
    assert.equal(await run.ended, 1);
    assert.deepEqual([run.stdout, run.stderr], ["", message]);
  }
});

test("run starts the app before it serves, and ends its lifespan when it stops", async (context) => {
  const main = `import { Millrace } from "millrace";
const app = new Millrace({
  async *lifespan() {
    console.log("in");
    yield { name: "mill" };
    console.log("out");
  },
});
app.get("/", () => app.state.name);
export default app;
`;
  const run = new Project(context, { "main.ts": main }).millrace("run --port 0");
  assert.deepEqual(await ask(await run.port()), { status: 200, text: '"mill"' });
  run.signal("SIGTERM");
  assert.equal(await run.ended, 0);
  assert.match(run.stdout, /^in\nMillrace [^\n]*\nout\n$/);
});

test("an app that does not start, or does not stop cleanly, says why and ends with code 1", async (context) => {
  const failing = (before: string, after: string): string => `import { Millrace } from "millrace";
export default new Millrace({ async *lifespan() { ${before} yield; ${after} } });
`;
  const fail = 'throw new Error("no database");';
  const start = new Project(context, { "main.ts": failing(fail, "") }).millrace("run --port 0");
  assert.equal(await start.ended, 1);
  assert.match(start.stderr, /^The app of main\.ts did not start\. Error: no database\n {4}at lifespan/);
  assert.equal(start.stdout, "");
  const stop = new Project(context, { "main.ts": failing("", fail) }).millrace("run --port 0");
  await stop.port();
  stop.signal("SIGTERM");
  assert.equal(await stop.ended, 1);
  assert.match(stop.stderr, /^The app did not stop cleanly\. Error: no database\n {4}at lifespan/);
});

test("run is told of a prefix, and of the proxies that it believes", async (context) => {
  const main = `import { Millrace } from "millrace";
const app = new Millrace();
app.get("/url", (request: Request) => request.url);
export default app;
`;
  const project = new Project(context, { "main.ts": main });
  const run = project.millrace("run --port 0 --root-path /api --proxy-headers");
  const headers = { "x-forwarded-proto": "https", host: "shop.example" };
  const answer = await ask(await run.port(), "/url", headers);
  assert.equal(answer.text, '"https://shop.example/api/url"');
  const wrong = project.millrace("run --port 0", { FORWARDED_ALLOW_IPS: "proxy.example" });
  assert.equal(await wrong.ended, 1);
  assert.equal(wrong.stderr, '"proxy.example" is no address and no network of proxies.\n');
});
