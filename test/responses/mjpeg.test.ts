import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Channel, Millrace, MJPEGResponse } from "../../src/index.ts";
import { eventually } from "../app/streaming/served.ts";
import { head, serving } from "../http/node/connection.ts";

test("each picture is a part with its length, and its boundary goes with it", async () => {
  const app = new Millrace();
  async function* pictures() {
    yield Buffer.from("one");
    await sleep(20);
    yield Buffer.from("three");
  }
  app.get("/", () => new MJPEGResponse(pictures()));
  const response = await app.fetch(new Request("http://test/"));
  assert.equal(response.headers.get("content-type"), "multipart/x-mixed-replace; boundary=frame");
  assert.equal(response.headers.get("cache-control"), "no-store, no-transform");
  const part = (bytes: string): string =>
    `\r\ncontent-type: image/jpeg\r\ncontent-length: ${bytes.length}\r\n\r\n${bytes}\r\n--frame`;
  assert.equal(await response.text(), `--frame${part("one")}${part("three")}--\r\n`);
});

test("a client that does not read misses pictures, and is given the newest when it reads; then it leaves", async (t) => {
  // It has room for all pictures: they are let go of on the way to the client.
  const camera = new Channel<Uint8Array>({ buffer: { items: 1000, bytes: 100_000_000 } });
  const app = new Millrace();
  app.get("/", () => new MJPEGResponse(camera.subscribe()));
  const open = await serving(t, (exchange) => app.handle(exchange));
  const client = open().say(head("GET", "/"));
  await client.hears(/--frame/);
  client.socket.pause();
  const count = 500;
  for (let i = 0; i < count; i++) {
    await camera.publish(Buffer.from(`<${i}>`.padEnd(50_000, ".")));
    await sleep(1);
  }
  client.socket.resume();
  await client.hears(new RegExp(`<${count - 1}>\\.*\r\n`));
  const shown = [...client.heard.matchAll(/<(\d+)>/g)].map(([, number]) => Number(number));
  assert.ok(shown.length < count, `${shown.length} of ${count}`);
  assert.deepEqual(
    shown,
    shown.toSorted((a, b) => a - b),
  );
  client.leave();
  await eventually("the camera is left, with no picture since", () => camera.size === 0);
});
