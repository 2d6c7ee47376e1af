import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { load } from "./load.ts";

/** A server in a process of its own, whose CPU time can be read. */
export class BenchServer implements AsyncDisposable {
  readonly name: string;
  readonly #child;
  #port = 0;

  constructor(name: string, execArgv: readonly string[] = []) {
    this.name = name;
    this.#child = fork(join(import.meta.dirname, `servers/${name}.ts`), {
      execArgv: [...process.execArgv, ...execArgv],
    });
    this.#child.once("exit", (code) => {
      if (code) throw new Error(`the server ${name} ended with code ${code}`);
    });
  }

  async ready(): Promise<void> {
    const [{ port }] = (await once(this.#child, "message")) as [{ port: number }];
    this.#port = port;
  }

  /** Loads the server for some seconds and gives its CPU time in microseconds a request. */
  async costOf(path: string, seconds: number): Promise<number> {
    const before = await this.#cpu();
    const requests = await load(`http://127.0.0.1:${this.#port}${path}`, seconds);
    return ((await this.#cpu()) - before) / requests;
  }

  async #cpu(): Promise<number> {
    this.#child.send("cpu");
    const [{ cpu }] = (await once(this.#child, "message")) as [{ cpu: number }];
    return cpu;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.disconnect();
    await once(this.#child, "exit");
  }
}
