import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TypeError } from "../compiler/type-errors.ts";
import { processConditions } from "./conditions.ts";
import { rootOf } from "./programs.ts";

const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
const script = fileURLToPath(new URL(`./check.${extension}`, import.meta.url));
const run = promisify(execFile);

/**
 * The type errors of the program that `entry` (an absolute path) reaches, found in a process of their own, so that nobody
 * waits for them. Rejects when that process fails, or when `signal` is aborted, which ends it.
 */
export async function findTypeErrors(entry: string, signal?: AbortSignal): Promise<readonly TypeError[]> {
  const request = JSON.stringify({ entries: [entry], conditions: processConditions(), root: rootOf(entry) });
  const { stdout } = await run(process.execPath, [script, request], {
    maxBuffer: 2 ** 28,
    ...(signal && { signal }),
  });
  const errors: readonly TypeError[] = JSON.parse(stdout);
  return errors;
}
