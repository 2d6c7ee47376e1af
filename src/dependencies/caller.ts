import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Location } from "../contract/diagnostic.ts";

/** Everything below here is ours. */
const ours = new URL("..", import.meta.url).href;

/** The end of a line of a stack: the address of a module, the line and the column. */
const frame = /(file:\/\/\/\S*?|\/\S*?):(\d+):(\d+)\)?$/;

/** More frames than lie between a call into Millrace and here. */
const depth = 40;

/** Where the program called into Millrace, read off the stack; `undefined` where the stack does not tell. */
export function callerLocation(): Location | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = depth;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  for (const line of stack.split("\n").slice(1)) {
    const [, address = "", row = "", column = ""] = frame.exec(line) ?? [];
    const url = address.startsWith("/") ? `file://${address}` : address;
    if (url !== "" && !url.startsWith(ours)) return locationOf(url, Number(row), Number(column));
  }
  return undefined;
}

function locationOf(url: string, line: number, column: number): Location | undefined {
  const path = fileURLToPath(url.replace(/[?#].*$/, ""));
  try {
    const source = readFileSync(path, "utf8").split(/\r?\n/)[line - 1];
    return source === undefined ? undefined : { file: relative(process.cwd(), path), line, column, source };
  } catch (error) {
    // A bundle may remember files that are not at hand.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
