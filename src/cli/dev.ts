import { dirname, relative, resolve } from "node:path";
import { styleText } from "node:util";
import { devBanner } from "./banner.ts";
import type { Entry } from "./discover.ts";
import { Gate } from "./gate.ts";
import type { Settings } from "./options.ts";
import { shortPath } from "./program.ts";
import { proxiesOf } from "./proxies.ts";
import { Reloader } from "./reloader.ts";
import { stopOnSignal } from "./stop.ts";
import { TypeCheck } from "./type-check.ts";

/** Serves a program on one port, in one fresh process after another: the next at each save. */
export async function dev(entry: Entry, settings: Settings): Promise<void> {
  const gate = new Gate();
  const port = await gate.listen(settings.port, settings.host);
  const session = new DevSession(gate, port, entry, settings);
  stopOnSignal(
    () => session.stop(),
    (code) => {
      session.kill();
      process.exit(code);
    },
  );
  await session.start();
}

class DevSession {
  readonly #gate: Gate;
  readonly #port: number;
  readonly #host: string;
  readonly #folders: readonly string[];
  readonly #reloader: Reloader;
  readonly #types: TypeCheck;
  /** The program has served once: from then on, mistakes only wait for the next save. */
  #begun = false;

  constructor(gate: Gate, port: number, entry: Entry, settings: Settings) {
    this.#gate = gate;
    this.#port = port;
    this.#host = settings.host;
    this.#folders = foldersOf(entry, settings["reload-dir"]);
    const manner = { accessLog: settings["access-log"], proxies: proxiesOf(settings) };
    this.#reloader = new Reloader(gate, entry, manner, complain);
    this.#types = new TypeCheck(entry.file);
  }

  async start(): Promise<void> {
    await this.#load([], this.#watch());
  }

  /** The watcher is loaded while the program's process starts. */
  async #watch(): Promise<void> {
    const { watchSources } = await import("./watch.ts");
    await watchSources(this.#folders, (files) => void this.#load(files));
  }

  async stop(): Promise<void> {
    this.#types.stop();
    this.#gate.close();
    await this.#reloader.stop();
  }

  kill(): void {
    this.#reloader.kill();
  }

  /** Serves the program as it is now, and says so when that is done and `ready` too. */
  async #load(files: readonly string[], ready?: Promise<unknown>): Promise<void> {
    const started = performance.now();
    this.#types.stop();
    const outcome = await this.#reloader.load();
    await ready;
    if (!outcome) return;
    if (outcome.outcome === "failed") {
      if (!this.#begun) return this.#giveUp(outcome.text);
      complain(outcome.text);
      return;
    }
    const ms = performance.now() - started;
    const start = { ...outcome, host: this.#host, port: this.#port };
    console.log(this.#begun ? reloaded(files, ms) : devBanner(start, ms, this.#folders.map(shortPath)));
    this.#begun = true;
    void this.#types.start();
  }

  async #giveUp(text: string): Promise<void> {
    await this.stop();
    console.error(text);
    process.exit(1);
  }
}

/** The current folder where the program lies in it, else the program's own. */
function foldersOf(entry: Entry, named: readonly string[] | undefined): string[] {
  if (named) return named.map((folder) => resolve(folder));
  const inside = !relative(process.cwd(), entry.file).startsWith("..");
  return [inside ? process.cwd() : dirname(entry.file)];
}

function reloaded(files: readonly string[], ms: number): string {
  const cause = files.length === 1 ? shortPath(files[0] ?? "") : `${files.length} files`;
  return styleText("dim", `Reloaded in ${ms.toFixed(0)} ms: ${cause} changed.`);
}

function complain(text: string): void {
  console.error(`\n${text}\n${styleText("dim", "Waiting for the next save.", { stream: process.stderr })}`);
}
