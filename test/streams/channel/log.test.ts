import { MemoryLog } from "../../../src/streams/channel/log.ts";
import { DelayedLog } from "./delayed-log.ts";
import { logSuite } from "./log.suite.ts";

logSuite("a log in memory", (limits) => new MemoryLog(limits));
logSuite("a log that takes its time", (limits) => new DelayedLog(limits));
