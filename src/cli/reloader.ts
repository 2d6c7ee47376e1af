import type { Entry } from "./discover.ts";
import type { Gate } from "./gate.ts";
import { ServerProcess } from "./server-process.ts";
import type { Manner, Outcome } from "./server-process.ts";

/**
 * One serving process behind a gate, and one on standby that has started already and only waits for the program to load,
 * so that a reload costs no more than loading. The old process has ended before the next loads the program: whatever the
 * program holds (a port, a file, a lock) is free again.
 */
export class Reloader {
  readonly #gate: Gate;
  readonly #entry: Entry;
  readonly #manner: Manner;
  readonly #crashed: (text: string) => void;
  /** The process that serves, or will when it has loaded; another one here has overtaken it. */
  #serving: ServerProcess | undefined;
  #standby: ServerProcess | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #save = 0;

  /** `crashed` is told when a program that was serving has ended by itself. */
  constructor(gate: Gate, entry: Entry, manner: Manner, crashed: (text: string) => void) {
    this.#gate = gate;
    this.#entry = entry;
    this.#manner = manner;
    this.#crashed = crashed;
  }

  /** Loads the program, in place of the one that serves; `undefined` where a later call has overtaken this one. */
  async load(): Promise<Outcome | undefined> {
    const save = ++this.#save;
    this.#gate.hold();
    const ending = this.#retire();
    const turn = Promise.all([this.#turn, ending]).then(() =>
      save === this.#save ? this.#start() : undefined,
    );
    this.#turn = turn;
    return turn;
  }

  /** Ends all processes, open requests being given a moment. */
  async stop(): Promise<void> {
    this.#save++;
    this.#standby?.kill();
    await this.#retire();
  }

  /** Ends all processes at once. */
  kill(): void {
    this.#standby?.kill();
    this.#serving?.kill();
  }

  async #retire(): Promise<void> {
    const old = this.#serving;
    this.#serving = undefined;
    await old?.stop();
    for (const socket of old?.untaken ?? []) this.#gate.admit(socket);
  }

  async #start(): Promise<Outcome | undefined> {
    const server = this.#promote();
    const outcome = await server.serve(this.#entry, this.#manner);
    if (server !== this.#serving) return undefined;
    this.#open(server);
    void server.ended.then((how) => this.#replace(server, how, outcome));
    return outcome;
  }

  #promote(): ServerProcess {
    const server = this.#standby ?? new ServerProcess();
    this.#standby = undefined;
    this.#serving = server;
    return server;
  }

  #open(server: ServerProcess): void {
    this.#standby = new ServerProcess();
    this.#gate.open((socket) => server.take(socket));
  }

  /** Answers for a process that ended by itself, until the next save. */
  async #replace(ended: ServerProcess, how: string, outcome: Outcome): Promise<void> {
    if (ended !== this.#serving) return;
    this.#gate.hold();
    for (const socket of ended.untaken) this.#gate.admit(socket);
    const text = outcome.outcome === "failed" ? outcome.text : `The program ended (${how}).`;
    if (outcome.outcome === "serving") this.#crashed(text);
    const server = this.#promote();
    await server.apologize(text);
    if (server === this.#serving) this.#open(server);
  }
}
