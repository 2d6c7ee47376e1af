import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, get } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

const agent = new Agent({ keepAlive: false });

/** A program under measurement, on a port of its own. */
export class Started implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly port: number;

  constructor(folder: string, words: readonly string[], port: number) {
    this.port = port;
    this.#child = spawn(process.execPath, words, {
      cwd: folder,
      env: { ...process.env, PORT: String(port), HOST: "127.0.0.1" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    this.#child.once("exit", (code) => {
      if (code) throw new Error(`${words.join(" ")} ended with code ${code}`);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.removeAllListeners("exit");
    const end = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await end;
  }
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Asks `/` of a port again and again until the answer passes; gives the milliseconds since `start`. */
export async function firstAnswer(
  port: number,
  start: number,
  passes: (text: string) => boolean = () => true,
): Promise<number> {
  while (performance.now() - start < 60_000) {
    const text = await ask(port);
    if (text !== undefined && passes(text)) return performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  throw new Error("no answer within a minute");
}

/** The body of a good answer, if there is one. */
function ask(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    get({ host: "127.0.0.1", port, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("close", () => resolve(response.statusCode === 200 ? text : undefined));
    }).on("error", () => resolve(undefined));
  });
}
