import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { WebSocket } from "ws";
import { Project } from "./project.ts";

const main = (word: string): string => `import { Millrace, type ServerWebSocket } from "millrace";

const app = new Millrace();
async function* db() {
  try { yield; } finally { console.log("cleaned up ${word}"); }
}
app.websocket("/ws", { dependencies: [db] }, async function talk(socket: ServerWebSocket) {
  await socket.accept();
  await socket.sendText("${word}");
  await socket.receive();
});
export default app;
`;

/** The first message of a new WebSocket, and the WebSocket. */
async function greeted(port: number): Promise<readonly [word: string, socket: WebSocket]> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
  const [word] = await once(socket, "message");
  return [String(word), socket];
}

test("a save closes the WebSockets of the old program, and new ones are served by the new", async (context) => {
  const project = new Project(context, { "main.ts": main("one") });
  const dev = project.millrace("dev --port 0");
  const port = await dev.port();
  await dev.says(/Watching/);
  const [one, first] = await greeted(port);
  const closed = once(first, "close");
  project.write("main.ts", main("two"));
  assert.equal((await closed)[0], 1012);
  const [two, second] = await greeted(port);
  assert.deepEqual([one, two], ["one", "two"]);
  second.terminate();
  await dev.says(/cleaned up one/);
  await dev.says(/cleaned up two/);
  assert.match(dev.stdout, /\nGET \/ws 101 \d+(\.\d)? ms\n/);
});

test("a server that is told to stop closes its WebSockets, cleans up, and ends", async (context) => {
  const run = new Project(context, { "main.ts": main("one") }).millrace("run --port 0");
  const [, socket] = await greeted(await run.port());
  const closed = once(socket, "close");
  run.signal("SIGTERM");
  assert.equal((await closed)[0], 1012);
  assert.equal(await run.ended, 0);
  assert.match(run.stdout, /cleaned up one/);
});

test("the list of routes has WebSockets, too", async (context) => {
  const run = new Project(context, { "main.ts": main("one") }).millrace("routes");
  assert.equal(await run.ended, 0);
  assert.match(run.stdout, /\nWS +\/ws +talk +main\.ts:7:\d+\n$/);
});
