import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasNginx, Nginx } from "./nginx.ts";
import { BenchServer } from "./server.ts";
import { median, printTable } from "./table.ts";

const gibibyte = 1024 ** 3;
const rounds = 9;

/** Who sends the file, and what it costs. */
interface Subject {
  readonly name: string;
  readonly url: string;
  cpu(): number | Promise<number>;
}

interface Figures {
  readonly cpu: number[];
  readonly rate: number[];
}

/** A file of 1 GiB to one client: CPU time of the server, and bytes a second. */
export async function files(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  try {
    const file = join(folder, "file.bin");
    write(file);
    process.env["BENCH_FILE"] = file;
    await using millrace = new BenchServer("files/millrace", ["--import", "millrace/register"]);
    await using send = new BenchServer("files/send");
    await Promise.all([millrace.ready(), send.ready()]);
    if (!hasNginx()) return await compare([millrace, send], send);
    await using nginx = await Nginx.start(join(folder, "nginx"), folder);
    await compare([millrace, send, nginx], send);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(file: string): void {
  const piece = Buffer.alloc(1024 ** 2, "millrace ");
  const handle = openSync(file, "w");
  for (let written = 0; written < gibibyte; written += piece.length) writeSync(handle, piece);
  closeSync(handle);
}

async function compare(subjects: readonly Subject[], base: Subject): Promise<void> {
  const figures = new Map<Subject, Figures>(subjects.map((subject) => [subject, { cpu: [], rate: [] }]));
  for (const subject of subjects) await download(subject);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < subjects.length; i++) {
      const subject = subjects[(i + round) % subjects.length]!;
      const { cpu, rate } = figures.get(subject)!;
      const [before, start] = [await subject.cpu(), performance.now()];
      await download(subject);
      rate.push(gibibyte / 1e6 / (performance.now() - start));
      cpu.push(((await subject.cpu()) - before) / 1e6);
    }
  }
  const ratio = (of: keyof Figures, subject: Subject): number =>
    median(figures.get(subject)![of].map((figure, round) => figure / figures.get(base)![of][round]!));
  const row = (subject: Subject): string[] => [
    subject.name,
    median(figures.get(subject)!.cpu).toFixed(2),
    (1 / ratio("cpu", subject)).toFixed(2),
    median(figures.get(subject)!.rate).toFixed(2),
    ratio("rate", subject).toFixed(2),
  ];
  const head = [
    "server",
    "CPU s",
    `times ${base.name}'s bytes a CPU second`,
    "GB/s",
    `times ${base.name}'s GB/s`,
  ];
  printTable(head, subjects.map(row));
}

/** Takes the file and throws it away; the bytes land in one buffer, so that this process costs as little as it can. */
function download({ name, url }: Subject): Promise<void> {
  const { hostname, port } = new URL(url);
  const path = name === "nginx" ? "/file.bin" : "/";
  const buffer = Buffer.allocUnsafeSlow(1024 ** 2);
  return new Promise((resolve, reject) => {
    let received = 0;
    const onread = {
      buffer,
      callback(bytes: number): boolean {
        received += bytes;
        return true;
      },
    };
    const socket = connect({ host: hostname, port: Number(port), onread });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n`);
    socket.on("error", reject).on("close", () => {
      if (received > gibibyte) resolve();
      else reject(new Error(`${name} sent ${received} bytes`));
    });
  });
}
