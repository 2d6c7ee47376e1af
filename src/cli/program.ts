import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Millrace } from "../app/millrace.ts";
import { chooseExport } from "./discover.ts";
import type { Entry } from "./discover.ts";
import { Failure, explain } from "./failure.ts";

/** A program that has been loaded. */
export interface Program {
  readonly app: Millrace;
  /** The file, relative to the current folder where it lies below it. */
  readonly file: string;
  /** The export that is the app. */
  readonly name: string;
}

/** Prepares this process to load TypeScript with its signatures kept. */
export async function prepare(): Promise<void> {
  await import("../loader/register.ts");
}

/** Loads a program and finds its app. Throws `Failure`, with what the program itself threw explained. */
export async function loadProgram(entry: Entry): Promise<Program> {
  await prepare();
  const file = shortPath(entry.file);
  let exports: Record<string, unknown>;
  try {
    exports = (await import(pathToFileURL(entry.file).href)) as Record<string, unknown>;
  } catch (error) {
    throw new Failure(explain(error));
  }
  const name = chooseExport(exports, entry.app, file);
  return { app: exports[name] as Millrace, file, name };
}

/** A path as people say it: relative where that is not longer. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
