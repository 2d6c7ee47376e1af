import { leavingSuite } from "./engine-leaving.suite.ts";
import { pushedSuite } from "./engine-pushed.suite.ts";
import { requestSuite } from "./engine-requests.suite.ts";
import { streamSuite } from "./engine-streams.suite.ts";
import type { Start } from "./engine-under-test.ts";
import { wholeSuite } from "./engine-whole.suite.ts";

/** What every engine must do; `secure` where its connections are encrypted. */
export function engineSuite(engine: string, start: Start, { secure = false } = {}): void {
  requestSuite(engine, start, secure);
  wholeSuite(engine, start);
  streamSuite(engine, start);
  pushedSuite(engine, start);
  leavingSuite(engine, start);
}
