import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Location } from "../contract/diagnostic.ts";

/** Everything below these is ours: what runs, and what a source map says that it was written as. */
const ours = ["src", "dist"].map((folder) => new URL(`../../${folder}/`, import.meta.url).href);

/** Ours as well, in a bundle that remembers what it was made of. */
const installed = "/node_modules/millrace/";

/** The end of a line of a stack: the address of a module, or the path that a source map gives, the line and the column. */
const frame = /(?:\(|at (?:async )?)(file:\/\/\/.*?|\/.*?):(\d+):(\d+)\)?$/;

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
    if (address === "") continue;
    const url = address.startsWith("/") ? pathToFileURL(address).href : address;
    if (!isOurs(url)) return locationOf(url, Number(row), Number(column));
  }
  return undefined;
}

function isOurs(url: string): boolean {
  return url.includes(installed) || ours.some((folder) => url.startsWith(folder));
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
