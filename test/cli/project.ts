import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";

const root = join(import.meta.dirname, "../..");
const main = join(root, "src/cli/main.ts");

/** A folder of its own in which `millrace` is installed, gone after the test. */
export class Project {
  readonly folder: string = realpathSync(mkdtempSync(join(tmpdir(), "millrace-cli-")));
  readonly #context: TestContext;

  constructor(context: TestContext, files: Readonly<Record<string, string>>) {
    this.#context = context;
    context.after(() => rmSync(this.folder, { recursive: true, force: true }));
    mkdirSync(join(this.folder, "node_modules"));
    symlinkSync(root, join(this.folder, "node_modules/millrace"));
    this.write("package.json", '{ "type": "module" }');
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  /** Starts `millrace` with these words in the folder; it is killed after the test where it still runs. */
  millrace(words: string, environment: Readonly<Record<string, string>> = {}): Running {
    const running = new Running(words.split(" "), this.folder, environment);
    this.#context.after(() => running.signal("SIGKILL"));
    return running;
  }
}

/** A command that has been started; it is killed after 30 seconds. */
export class Running {
  stdout = "";
  stderr = "";
  /** The exit code, or the name of the signal that ended the process, once its output is complete. */
  readonly ended: Promise<number | string>;
  readonly #child;

  constructor(words: readonly string[], folder: string, environment: Readonly<Record<string, string>>) {
    const { PORT: _port, HOST: _host, FORCE_COLOR: _color, ...inherited } = process.env;
    this.#child = spawn(process.execPath, ["--conditions=millrace-source", main, ...words], {
      cwd: folder,
      env: { ...inherited, NO_COLOR: "1", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    const limit = setTimeout(() => this.signal("SIGKILL"), 30_000);
    this.ended = once(this.#child, "close").then(([code, signal]: (number | string | null)[]) => {
      clearTimeout(limit);
      return signal ?? code ?? "unknown";
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Waits until stdout and stderr together match, at most 15 seconds; gives the match. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const end = performance.now() + 15_000;
    while (performance.now() < end) {
      const found = pattern.exec(`${this.stdout}\n${this.stderr}`);
      if (found) return found;
      if (this.#child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${pattern} was not said.\nstdout: ${this.stdout}\nstderr: ${this.stderr}`);
  }

  /** The port in the address that the command prints when it serves. */
  async port(): Promise<number> {
    const [, port] = await this.says(/http:\/\/[^\s:]+:(\d+)/);
    return Number(port);
  }
}

/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Asks on a connection of its own; nothing of one test is kept for the next. */
export function ask(
  port: number,
  path = "/",
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      response.on("error", reject);
    }).on("error", reject);
  });
}

/** Asks until the answer passes, at most 15 seconds. */
export async function askUntil(port: number, passes: (answer: Answer) => boolean): Promise<Answer> {
  const end = performance.now() + 15_000;
  let last: Answer | undefined;
  while (performance.now() < end) {
    last = await ask(port);
    if (passes(last)) return last;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no answer passed; the last was ${JSON.stringify(last)}`);
}
