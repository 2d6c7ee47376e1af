import type { Millrace } from "../app/millrace.ts";
import type { Handle } from "../http/engine.ts";
import type { Served } from "../http/node/server.ts";
import type { AccessWriter } from "../middleware/access-log.ts";
import { logAccess } from "./access-log.ts";
import { explain, Failure } from "./failure.ts";

/** Starts an app before anything is served. Throws `Failure` with what a lifespan threw. */
export async function startApp(app: Millrace, file: string): Promise<void> {
  try {
    await app.startup();
  } catch (error) {
    throw new Failure(`The app of ${file} did not start. ${explain(error)}`);
  }
}

/** An app as it is served, with a line for each response where one is asked for. */
export function servedApp(app: Millrace, write: AccessWriter | undefined): Served {
  const handle: Handle = (exchange) => app.handle(exchange);
  return {
    handle: write ? logAccess(handle, write) : handle,
    shutdown: (graceMs) => app.shutdown(graceMs),
  };
}
