import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { BenchServer } from "../server.ts";
import { printTable } from "../table.ts";

const size = 5 * 1024 ** 3;
const mebibyte = 1024 ** 2;

/** Garbage that V8 has not collected would otherwise be most of what is measured: up to 100 MiB. */
const youngGeneration = "--max-semi-space-size=2";

/** The memory of a server while 5 GiB go out of it, and while 5 GiB come in to its disk. */
export async function memory(): Promise<void> {
  await using server = new BenchServer("large/millrace", [youngGeneration, "--import", "millrace/register"]);
  await server.ready();
  const folder = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  try {
    const download = await watched(server, (bytes) => receive(server, bytes));
    const upload = await watched(server, (bytes) => send(server, join(folder, "upload.bin"), bytes));
    printTable(
      ["5 GiB", "least MiB", "most MiB", "between", "GB/s"],
      [
        ["download, generated", ...download],
        ["upload to disk", ...upload],
      ],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs something twice, for a warm-up of 256 MiB and for the whole; gives the server's memory in between. */
async function watched(server: BenchServer, run: (bytes: number) => Promise<void>): Promise<string[]> {
  await run(256 * mebibyte);
  const start = performance.now();
  const over = run(size).then(() => true);
  const samples: number[] = [];
  do samples.push((await server.rss()) / mebibyte);
  while (!(await Promise.race([over, pause(50, false)])));
  const [least, most] = [Math.min(...samples), Math.max(...samples)];
  const rate = size / 1e6 / (performance.now() - start);
  return [least.toFixed(0), most.toFixed(0), (most - least).toFixed(0), rate.toFixed(2)];
}

async function receive(server: BenchServer, bytes: number): Promise<void> {
  const response = await fetch(`${server.url}/?size=${bytes}`);
  let received = 0;
  for await (const piece of response.body ?? []) received += piece.length;
  if (received !== bytes) throw new Error(`${received} bytes came, not ${bytes}`);
}

async function send(server: BenchServer, file: string, bytes: number): Promise<void> {
  const piece = new Uint8Array(64 * 1024).fill(7);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let left = bytes; left > 0; left -= piece.length) yield piece;
  }
  const response = await fetch(`${server.url}/?file=${encodeURIComponent(file)}`, {
    method: "PUT",
    body: ReadableStream.from(pieces()),
    duplex: "half",
  } as RequestInit);
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  if (statSync(file).size !== bytes) throw new Error(`${statSync(file).size} bytes arrived, not ${bytes}`);
}
