import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { open, rename, truncate, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect, constants } from "node:http2";
import { join } from "node:path";
import { before, test, type TestContext } from "node:test";
import { buffer } from "node:stream/consumers";
import type { IncomingMessage } from "node:http";
import { FileResponse, Millrace } from "../../src/index.ts";
import type { ServeOptions, Server } from "../../src/http/node/index.ts";
import { http2Fetch } from "../http/node/http2-client.ts";
import { openings, serving, stalled, temporaryFolder, until } from "./serving.ts";

const folder = await temporaryFolder();
const large = join(folder, "large.bin");
const content = randomBytes(5 * 1024 * 1024 + 7);
const size = 256 * 1024 * 1024;
const huge = join(folder, "huge.bin");
const noProc = process.platform === "linux" ? false : "Linux alone tells which files are open";

before(async () => {
  await writeFile(large, content);
  const file = await open(huge, "w");
  await file.truncate(size);
  await file.close();
});

/** A server of one file, and the errors that it reports. */
async function serveFile(
  t: TestContext,
  path: string,
  options: Pick<ServeOptions, "http2"> = {},
): Promise<Server & { errors: unknown[] }> {
  const app = new Millrace();
  const errors: unknown[] = [];
  app.onError = (error) => errors.push(error);
  app.get("/", () => new FileResponse(path));
  return Object.assign(await serving(t, app, options), { errors });
}

function get(server: Server, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(`${server.url}/`, { headers, agent: false }, resolve).on("error", reject).end();
  });
}

const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test("a large file arrives as it is, to many clients at once", async (t) => {
  const server = await serveFile(t, large);
  const bodies = await Promise.all(Array.from({ length: 8 }, async () => buffer(await get(server))));
  for (const body of bodies) assert.equal(hash(body), hash(content));
});

test("a large file arrives as it is in the web's response, whose reader keeps every chunk", async () => {
  const app = new Millrace();
  app.get("/", () => new FileResponse(large));
  const response = await app.fetch(new Request("http://a/"));
  assert.equal(hash(await response.bytes()), hash(content));
});

test("large ranges arrive as they are, alone and framed", async (t) => {
  const server = await serveFile(t, large);
  const alone = await buffer(await get(server, { range: "bytes=1000000-4000000" }));
  assert.equal(hash(alone), hash(content.subarray(1_000_000, 4_000_001)));
  const response = await get(server, { range: "bytes=-1000000,0-9,500-2000500" });
  assert.equal(response.statusCode, 206);
  const body = await buffer(response);
  assert.equal(body.length, Number(response.headers["content-length"]));
  const boundary = /boundary=(\w+)$/.exec(response.headers["content-type"] ?? "")?.[1] ?? "";
  const total = content.length;
  const expected = Buffer.concat(
    [
      [total - 1_000_000, total - 1],
      [0, 9],
      [500, 2_000_500],
    ].flatMap(([first = 0, last = 0], index) => [
      Buffer.from(
        `${index > 0 ? "\r\n" : ""}--${boundary}\r\nContent-Type: application/octet-stream\r\n` +
          `Content-Range: bytes ${first}-${last}/${total}\r\n\r\n`,
      ),
      content.subarray(first, last + 1),
    ]),
  );
  assert.equal(hash(body), hash(Buffer.concat([expected, Buffer.from(`\r\n--${boundary}--\r\n`)])));
});

test("over HTTP/2 a file arrives as it is, and a client that leaves ends the reading", async (t) => {
  const server = await serveFile(t, large, { http2: true });
  const session = connect(server.url);
  t.after(() => session.destroy());
  const response = await http2Fetch(session, "/", { headers: { range: "bytes=100-4000100" } });
  assert.equal(response.status, 206);
  assert.equal(hash(await response.bytes()), hash(content.subarray(100, 4_000_101)));
  const leaving = session.request({ ":path": "/" });
  await new Promise((resolve) => leaving.once("data", resolve));
  leaving.close(constants.NGHTTP2_CANCEL);
  if (!noProc) await until(async () => (await openings(large)) === 0, "no opening of the file");
  assert.deepEqual(server.errors, []);
});

test("the file is closed when it has been sent", { skip: noProc }, async (t) => {
  const server = await serveFile(t, large);
  for (const range of ["", "bytes=0-9", "bytes=0-9,20-29", "bytes=99999999-", "bytes=0-2000000,3000000-"])
    await buffer(await get(server, range === "" ? {} : { range }));
  await until(async () => (await openings(large)) === 0, "no opening of the file");
  assert.deepEqual(server.errors, []);
});

test("a client that leaves ends the reading, and the file is closed", { skip: noProc }, async (t) => {
  const server = await serveFile(t, huge);
  const responses = await Promise.all(Array.from({ length: 20 }, () => get(server)));
  for (const response of responses) response.resume();
  await Promise.all(responses.map((response) => new Promise((resolve) => response.once("data", resolve))));
  assert.equal(await openings(huge), 20);
  for (const response of responses) response.destroy();
  await until(async () => (await openings(huge)) === 0, "no opening of the file");
  assert.deepEqual(server.errors, []);
});

test("a client that stalls is waited for, and may leave then", { skip: noProc }, async (t) => {
  const server = await serveFile(t, huge);
  const before = process.memoryUsage().arrayBuffers;
  const sockets = await Promise.all(Array.from({ length: 10 }, () => stalled(server, "/")));
  await until(async () => (await openings(huge)) === 10, "ten openings of the file");
  const held = process.memoryUsage().arrayBuffers - before;
  assert.ok(held < 40 * 1024 * 1024, `${held} bytes`);
  for (const socket of sockets) socket.destroy();
  await until(async () => (await openings(huge)) === 0, "no opening of the file");
  assert.deepEqual(server.errors, []);
});

test("a client that leaves before anything was sent costs nothing", { skip: noProc }, async (t) => {
  const server = await serveFile(t, huge);
  for (let i = 0; i < 50; i++) (await stalled(server, "/")).destroy();
  await until(async () => (await openings(huge)) === 0, "no opening of the file");
  assert.deepEqual(server.errors, []);
});

test("a file that becomes shorter while it is sent is a broken transfer, and told of", async (t) => {
  const path = join(folder, "shrinking.bin");
  await writeFile(path, "");
  await truncate(path, size);
  const server = await serveFile(t, path);
  const response = await get(server);
  await new Promise((resolve) => response.once("readable", resolve));
  await truncate(path, 100);
  await assert.rejects(buffer(response), /aborted/);
  await until(() => server.errors.length === 1, "the error is told of");
  assert.match(String(server.errors[0]), /shrinking\.bin became shorter while it was being sent/);
});

test("a file that grows while it is sent ends where its length says", async (t) => {
  const path = join(folder, "growing.bin");
  await writeFile(path, content);
  const server = await serveFile(t, path);
  const response = await get(server);
  await writeFile(path, "more", { flag: "a" });
  assert.equal(hash(await buffer(response)), hash(content));
});

test("a file that is replaced while it is sent is sent as it was", async (t) => {
  const path = join(folder, "replaced.bin");
  await writeFile(path, content);
  await writeFile(`${path}.new`, randomBytes(content.length));
  const server = await serveFile(t, path);
  const response = await get(server);
  await rename(`${path}.new`, path);
  assert.equal(hash(await buffer(response)), hash(content));
});

test("HEAD reads nothing and leaves nothing open", { skip: noProc }, async (t) => {
  const server = await serveFile(t, huge);
  const response = await fetch(server.url, { method: "HEAD" });
  assert.equal(response.headers.get("content-length"), String(size));
  await until(async () => (await openings(huge)) === 0, "no opening of the file");
});
