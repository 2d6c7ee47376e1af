import { fork } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { extname, join } from "node:path";
import type { Entry } from "./discover.ts";
import type { Settings } from "./options.ts";

/** What the supervisor tells a server process; a socket comes with `connection`. */
export type Order =
  | { readonly order: "serve"; readonly entry: Entry; readonly accessLog: Settings["access-log"] }
  | { readonly order: "apologize"; readonly text: string }
  | { readonly order: "connection" };

/** What a server process answers to `serve`. */
export type Outcome =
  | {
      readonly outcome: "serving";
      readonly file: string;
      readonly name: string;
      readonly pages: Readonly<Record<string, string>>;
    }
  | { readonly outcome: "failed"; readonly text: string };

/** How long a server process may take to end when it is told to, in milliseconds. */
const patience = 1000;

const program = join(import.meta.dirname, `dev-server${extname(import.meta.filename)}`);

/** A process that has everything ready to load the program, and then serves the connections that it is given. */
export class ServerProcess {
  readonly #child = fork(program, { stdio: ["ignore", "inherit", "inherit", "ipc"] });

  /** Resolves when the process has ended, with how it did. */
  readonly ended: Promise<string> = once(this.#child, "exit").then(
    ([code, signal]: (number | string | null)[]) => (signal === null ? `code ${code}` : `${signal}`),
  );

  /** Loads the program. The process answers connections from then on, also where the program failed, with its failure. */
  async serve(entry: Entry, accessLog: Settings["access-log"]): Promise<Outcome> {
    this.#tell({ order: "serve", entry, accessLog });
    const report = once(this.#child, "message").then(([message]) => message as Outcome);
    const end = this.ended.then(
      (how) => ({ outcome: "failed", text: `The program ended (${how}).` }) as const,
    );
    return Promise.race([report, end]);
  }

  /** Answers every request with 500 and this text. */
  apologize(text: string): void {
    this.#tell({ order: "apologize", text });
  }

  take(socket: Socket): void {
    if (this.#child.connected) this.#child.send({ order: "connection" } satisfies Order, socket);
    else socket.destroy();
  }

  /** Lets open requests end for a moment, then ends the process. */
  async stop(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    const timer = setTimeout(() => this.kill(), patience);
    await this.ended;
    clearTimeout(timer);
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  #tell(order: Order): void {
    if (this.#child.connected) this.#child.send(order);
  }
}
