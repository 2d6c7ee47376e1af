import { fork } from "node:child_process";
import { once } from "node:events";
import { basename, join } from "node:path";
import { load } from "./load.ts";

/** A server in a process of its own, whose CPU time can be read. */
export class BenchServer implements AsyncDisposable {
  readonly name: string;
  readonly #child;
  #port = 0;

  /** `program` is a file of `servers` without its extension, and its last part the name. */
  constructor(program: string, execArgv: readonly string[] = []) {
    this.name = basename(program);
    this.#child = fork(join(import.meta.dirname, `servers/${program}.ts`), {
      execArgv: [...process.execArgv, ...execArgv],
    });
    this.#child.once("exit", (code) => {
      if (code) throw new Error(`the server ${program} ended with code ${code}`);
    });
  }

  async ready(): Promise<void> {
    const [{ port }] = (await once(this.#child, "message")) as [{ port: number }];
    this.#port = port;
  }

  /** Loads the server for some seconds, with a `body` if there is one, and gives its CPU time in microseconds a request. */
  async costOf(path: string, seconds: number, body?: string): Promise<number> {
    const before = await this.cpu();
    const requests = await load(`${this.url}${path}`, seconds, body);
    return ((await this.cpu()) - before) / requests;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The CPU time of its process so far in microseconds: user and system. */
  async cpu(): Promise<number> {
    return (await this.#cost()).cpu;
  }

  /** The memory of its process now, in bytes. */
  async rss(): Promise<number> {
    return (await this.#cost()).rss;
  }

  async #cost(): Promise<{ cpu: number; rss: number }> {
    this.#child.send("cost");
    const [cost] = (await once(this.#child, "message")) as [{ cpu: number; rss: number }];
    return cost;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.disconnect();
    await once(this.#child, "exit");
  }
}
