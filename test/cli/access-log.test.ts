import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { Millrace, type ServerWebSocket } from "millrace";
import { accessWriter, logAccess } from "../../src/cli/access-log.ts";
import type { Exchange, Handle } from "../../src/http/engine.ts";
import { serve } from "../../src/http/node/index.ts";
import { type Access, jsonLine, prettyLine } from "../../src/middleware/access-log.ts";

const access: Access = {
  time: new Date(0),
  method: "GET",
  target: "/items/3?q=a",
  status: 200,
  isCut: false,
  ms: 1.2346,
};

/** Hands one exchange to `handle`, ends it, and gives the accesses that were written. */
async function accessesOf(handle: Handle): Promise<Access[]> {
  const written: Access[] = [];
  const sent: unknown[] = [];
  let end = (): void => {};
  const controller = new AbortController();
  const exchange: Partial<Exchange> = {
    method: "POST",
    signal: controller.signal,
    target: "/a",
    send: (...answer) => void sent.push(answer),
    stream: async (...answer) => void sent.push(answer),
    onEnd: (callback) => {
      end = callback;
    },
  };
  logAccess(handle, (entry) => void written.push(entry))(exchange as Exchange);
  assert.equal(written.length, 0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  end();
  written.push({ ...access, target: JSON.stringify(sent) });
  return written;
}

test("an access is written when its response has ended, and the answer goes out unchanged", async () => {
  const [entry, answer] = await accessesOf((exchange) => exchange.send(201, ["a", "b"], "body"));
  assert.deepEqual([entry?.method, entry?.target, entry?.status], ["POST", "/a", 201]);
  assert.ok(entry && entry.ms >= 4 && Date.now() - entry.time.getTime() < 1000);
  assert.equal(answer?.target, '[[201,["a","b"],"body"]]');
});

test("a streamed response is logged with its status", async () => {
  const [entry] = await accessesOf((exchange) => void exchange.stream(206, [], ["x"]));
  assert.equal(entry?.status, 206);
});

test("a client that left without an answer has status 0", async () => {
  const [entry] = await accessesOf(() => {});
  assert.equal(entry?.status, 0);
});

test("a response that is not sent whole is told to be cut, whoever cut it", async (t) => {
  const told = new Map<string, Access>();
  const handle = logAccess(
    (exchange) => {
      const chunks = (async function* () {
        yield "half";
        if (exchange.target === "/fails") throw new Error("half-way");
        if (exchange.target === "/waits") await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
      })();
      exchange.stream(200, [], chunks).catch(() => undefined);
    },
    (entry) => void told.set(entry.target, entry),
  );
  const server = await serve(handle, { port: 0, grace: 0 });
  t.after(() => server.close());
  await (await fetch(`${server.url}/whole`)).text();
  await assert.rejects((await fetch(`${server.url}/fails`)).text());
  const leave = new AbortController();
  const waits = await fetch(`${server.url}/waits`, { signal: leave.signal });
  leave.abort();
  await assert.rejects(waits.text());
  while (told.size < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  const cuts = ["/whole", "/fails", "/waits"].map((target) => told.get(target)?.isCut);
  assert.deepEqual(cuts, [false, true, true]);
});

test("a WebSocket is told of when it has ended, with 101; one that is refused with its answer", async (t) => {
  const app = new Millrace();
  app.websocket("/open", (socket: ServerWebSocket) => socket.accept());
  app.websocket("/closed", (socket: ServerWebSocket) => socket.close());
  const told: Access[] = [];
  const server = await serve(
    logAccess(
      (exchange) => app.handle(exchange),
      (entry) => void told.push(entry),
    ),
    { port: 0, grace: 0 },
  );
  t.after(() => server.close());
  for (const path of ["/open", "/closed"]) {
    const socket = new WebSocket(server.url.replace("http", "ws") + path);
    await new Promise((resolve) => socket.addEventListener("close", resolve));
  }
  while (told.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(
    told.map(({ method, target, status, isCut }) => [method, target, status, isCut]),
    [
      ["GET", "/open", 101, false],
      ["GET", "/closed", 403, false],
    ],
  );
});

test("a line says that its response was cut", () => {
  const line = jsonLine({ ...access, isCut: true });
  assert.match(line, /"ms":1\.235,"cut":true\}\n$/);
  assert.match(stripVTControlCharacters(prettyLine({ ...access, isCut: true })), / 200 cut 1\.2 ms\n$/);
});

test("a JSON line is one object", () => {
  assert.equal(
    jsonLine(access),
    '{"time":"1970-01-01T00:00:00.000Z","method":"GET","path":"/items/3?q=a","status":200,"ms":1.235}\n',
  );
  assert.equal((JSON.parse(jsonLine({ ...access, status: 0 })) as { status: unknown }).status, null);
});

test("a pretty line is coloured only where that was asked for", (context) => {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  context.after(() => Object.assign(process.env, NO_COLOR && { NO_COLOR }, FORCE_COLOR && { FORCE_COLOR }));
  delete process.env["FORCE_COLOR"];
  process.env["NO_COLOR"] = "1";
  assert.equal(prettyLine(access), "GET /items/3?q=a 200 1.2 ms\n");
  assert.equal(prettyLine({ ...access, status: 0, ms: 1500.4 }), "GET /items/3?q=a left 1500 ms\n");
  delete process.env["NO_COLOR"];
  process.env["FORCE_COLOR"] = "1";
  assert.equal(
    prettyLine(access),
    "\u001B[1mGET\u001B[22m /items/3?q=a \u001B[32m200\u001B[39m \u001B[2m1.2 ms\u001B[22m\n",
  );
  delete process.env["FORCE_COLOR"];
});

test("bytes that a terminal would obey are escaped", () => {
  assert.match(prettyLine({ ...access, target: "/\u009B2J" }), /\/%9b2J/);
});

test("`off` writes nothing", () => {
  assert.equal(accessWriter("off"), undefined);
});
