import assert from "node:assert/strict";
import { mkdtemp, readdir, readlink, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Served, serve, type ServeOptions, type Server } from "../../src/http/node/index.ts";

/** A folder that is removed when the tests of a file have ended. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "millrace-files-"));
  after(() => rm(folder, { recursive: true }));
  return folder;
}

/** Serves over a socket until the test has ended. */
export async function serving(t: TestContext, served: Served, options: ServeOptions = {}): Promise<Server> {
  const server = await serve(served, { port: 0, ...options });
  t.after(() => server.close(0));
  return server;
}

/** A connection that sends one request and reads nothing until it is told to. */
export async function stalled(server: Server, path: string): Promise<Socket> {
  const socket = connect(server.port, "127.0.0.1");
  socket.pause();
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  return socket;
}

/** How often this process has a file open; Linux tells. */
export async function openings(path: string): Promise<number> {
  const links = await Promise.all(
    (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
  );
  return links.filter((link) => link.startsWith(path)).length;
}

/** Waits until something holds, and fails where it does not come to hold. */
export async function until(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await holds())) {
    assert.ok(performance.now() < deadline, `it never came to be: ${what}`);
    await sleep(5);
  }
}
