import { leavingSuite } from "./engine-leaving.suite.ts";
import { requestSuite } from "./engine-requests.suite.ts";
import { streamSuite } from "./engine-streams.suite.ts";
import type { Start } from "./engine-under-test.ts";
import { wholeSuite } from "./engine-whole.suite.ts";

/** What every engine must do. */
export function engineSuite(engine: string, start: Start): void {
  requestSuite(engine, start);
  wholeSuite(engine, start);
  streamSuite(engine, start);
  leavingSuite(engine, start);
}
