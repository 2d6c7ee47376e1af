import { setTimeout as sleep } from "node:timers/promises";
import type { Millrace } from "../app/millrace.ts";

/** Milliseconds in which a signal reaches those who wait on it. */
const echo = 20;

/** Waits for the clean-up of requests after the last connection has closed; until `deadline`, and for a second at least. */
export async function cleanUp(app: Millrace, deadline: number): Promise<void> {
  await sleep(echo);
  await Promise.race([app.settled(), sleep(Math.max(1000, deadline - performance.now()))]);
}
