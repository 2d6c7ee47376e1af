import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "../http/node/server.ts";
import type { Served, Server } from "../http/node/server.ts";
import type { Handle } from "../http/engine.ts";
import { accessWriter } from "./access-log.ts";
import { explain, Failure } from "./failure.ts";
import { loadProgram, prepare } from "./program.ts";
import type { Proxies } from "./proxies.ts";
import { servedApp, startApp } from "./served-app.ts";
import type { Order, Outcome, Report } from "./server-process.ts";

/** What open requests are given when the process is to end, in milliseconds. */
const grace = 250;

/** How soon after its connection a request may be expected, in milliseconds. */
const promptness = 20;

type ServeOrder = Extract<Order, { order: "serve" }>;

let server: Server | undefined;
let accepted = 0;
let warm: Promise<void> | undefined;
const idle = setTimeout(() => {
  warm = warmUp();
}, 100);

process.on("message", (order: Order, socket?: Socket) => {
  if (order.order === "end") void end();
  else if (order.order !== "take") void obey(order);
  else if (socket) take(socket, order.id);
});
// The supervisor has died.
process.on("disconnect", () => void end());
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void end());

await prepare();

/** Loads on standby what a program will need; what fails here fails again, and is told, when the program loads. */
async function warmUp(): Promise<void> {
  await Promise.allSettled([import("../app/millrace.ts"), import("../compiler/compile.ts")]);
}

function take(socket: Socket, id: number): void {
  accepted = performance.now();
  tell({ outcome: "taken", id });
  server?.accept(socket);
}

function tell(report: Report): void {
  process.send?.(report, undefined, undefined, () => {});
}

async function end(): Promise<void> {
  // A connection that has just come brings a request, which must not be lost.
  if (performance.now() - accepted < promptness) await sleep(promptness);
  try {
    await server?.close(grace);
  } catch (error) {
    console.error(`The app did not stop cleanly. ${explain(error)}`);
  }
  process.exit(0);
}

async function obey(order: Extract<Order, { order: "serve" | "apologize" }>): Promise<void> {
  clearTimeout(idle);
  // The loader requires the compiler, which must not be half loaded then.
  await warm;
  const outcome = order.order === "serve" ? await load(order) : await apologize(order.text);
  tell(outcome);
}

async function load({ entry, manner }: ServeOrder): Promise<Outcome> {
  try {
    const program = await loadProgram(entry);
    await startApp(program.app, program.file);
    await start(servedApp(program.app, accessWriter(manner.accessLog)), manner.proxies);
    return { outcome: "serving", file: program.file, name: program.name, pages: program.app.pages };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return apologize(error.message);
  }
}

/** Answers everything with the reason why the program does not. */
async function apologize(text: string): Promise<Outcome> {
  await start((exchange) => exchange.send(500, ["content-type", "text/plain; charset=utf-8"], `${text}\n`));
  return { outcome: "failed", text };
}

async function start(served: Handle | Served, proxies?: Proxies): Promise<void> {
  server = await serve(served, { port: 0, host: "127.0.0.1", ...proxies });
}
