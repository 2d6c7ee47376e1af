import { fork } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { extname, join } from "node:path";
import type { Entry } from "./discover.ts";
import type { Settings } from "./options.ts";
import type { Proxies } from "./proxies.ts";

/** How a program is served. */
export interface Manner {
  readonly accessLog: Settings["access-log"];
  readonly proxies: Proxies;
}

/** What the supervisor tells a server process; a socket comes with `take`. */
export type Order =
  | { readonly order: "serve"; readonly entry: Entry; readonly manner: Manner }
  | { readonly order: "apologize"; readonly text: string }
  | { readonly order: "take"; readonly id: number }
  | { readonly order: "end" };

/** How `serve` and `apologize` end. */
export type Outcome =
  | {
      readonly outcome: "serving";
      readonly file: string;
      readonly name: string;
      readonly pages: Readonly<Record<string, string>>;
    }
  | { readonly outcome: "failed"; readonly text: string };

/** What a server process tells the supervisor. */
export type Report = Outcome | { readonly outcome: "taken"; readonly id: number };

/** How long a server process may take to end when it is told to, in milliseconds. */
const patience = 2000;

const program = join(import.meta.dirname, `dev-server${extname(import.meta.filename)}`);

/** A process that has everything ready to load the program, and then serves the connections that it is given. */
export class ServerProcess {
  readonly #child = fork(program, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  /** Connections on their way, by number; this side keeps each until the process has it, since the process may die. */
  readonly #sent = new Map<number, Socket>();
  #count = 0;

  /** Resolves when the process has ended, with how it did. */
  readonly ended: Promise<string> = once(this.#child, "exit").then(
    ([code, signal]: (number | string | null)[]) => (signal === null ? `code ${code}` : `${signal}`),
  );

  constructor() {
    this.#child.on("message", (report: Report) => {
      if (report.outcome === "taken") this.#release(report.id);
    });
  }

  /** Loads the program. The process answers connections from then on, also where the program failed, with its failure. */
  serve(entry: Entry, manner: Manner): Promise<Outcome> {
    return this.#obey({ order: "serve", entry, manner });
  }

  /** Answers every request with 500 and this text. */
  apologize(text: string): Promise<Outcome> {
    return this.#obey({ order: "apologize", text });
  }

  /** Hands a connection over. */
  take(socket: Socket): void {
    const id = this.#count++;
    this.#sent.set(id, socket);
    this.#tell({ order: "take", id }, socket);
  }

  /** The connections that never arrived. */
  get untaken(): readonly Socket[] {
    return [...this.#sent.values()];
  }

  /** Lets open requests end for a moment, then ends the process. */
  async stop(): Promise<void> {
    this.#tell({ order: "end" });
    const timer = setTimeout(() => this.kill(), patience);
    await this.ended;
    clearTimeout(timer);
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  async #obey(order: Order): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.#child.on("message", (report: Report) => {
      if (report.outcome !== "taken") resolve(report);
    });
    void this.ended.then((how) => resolve({ outcome: "failed", text: `The program ended (${how}).` }));
    this.#tell(order);
    return promise;
  }

  /** A process that cannot be told has ended, or is about to: `ended` says so. */
  #tell(order: Order, socket?: Socket): void {
    this.#child.send(order, socket, { keepOpen: true }, () => {});
  }

  /** Closes this side's copy of a connection. */
  #release(id: number): void {
    this.#sent.get(id)?.destroy();
    this.#sent.delete(id);
  }
}
