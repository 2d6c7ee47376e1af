import type { Socket } from "node:net";
import { serve } from "../http/node/server.ts";
import type { Server } from "../http/node/server.ts";
import type { Handle } from "../http/engine.ts";
import { accessWriter, logAccess } from "./access-log.ts";
import { Failure } from "./failure.ts";
import { loadProgram, prepare } from "./program.ts";
import type { Program } from "./program.ts";
import type { Order, Outcome } from "./server-process.ts";

/** What open requests are given when the process is to end, in milliseconds. */
const grace = 250;

type ServeOrder = Extract<Order, { order: "serve" }>;

let server: Server | undefined;

process.on("message", (message: Order, socket?: Socket) => {
  if (message.order === "connection") {
    if (server && socket) server.accept(socket);
    else socket?.destroy();
  } else if (message.order === "apologize") void start(apology(message.text));
  else void obey(message);
});
// The supervisor lets go of a process that is to end; it may also have died.
process.on("disconnect", () => void end());
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void end());

await prepare();

async function end(): Promise<void> {
  await server?.close(grace);
  process.exit(0);
}

async function obey(order: ServeOrder): Promise<void> {
  const outcome = await load(order);
  process.send?.(outcome);
}

async function load({ entry, accessLog }: ServeOrder): Promise<Outcome> {
  try {
    const program = await loadProgram(entry);
    const write = accessWriter(accessLog);
    const handle: Handle = (exchange) => program.app.handle(exchange);
    await start(write ? logAccess(handle, write) : handle);
    return { outcome: "serving", file: program.file, name: program.name, pages: pagesOf(program) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await start(apology(error.message));
    return { outcome: "failed", text: error.message };
  }
}

async function start(handle: Handle): Promise<void> {
  server = await serve(handle, { port: 0, host: "127.0.0.1" });
}

/** Answers everything with the reason why the program does not. */
function apology(text: string): Handle {
  return (exchange) => exchange.send(500, ["content-type", "text/plain; charset=utf-8"], `${text}\n`);
}

function pagesOf(_program: Program): Record<string, string> {
  return { Docs: "/docs", ReDoc: "/redoc" };
}
