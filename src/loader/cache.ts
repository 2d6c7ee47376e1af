import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CompileRequest, CompiledModule, CompiledProgram } from "../compiler/compile.ts";
import { isUserModule } from "../compiler/files.ts";
import { findUp } from "../compiler/project.ts";

/** A module as it is served: what the compiler knows of its handlers is in its code. */
export type ServedModule = Pick<CompiledModule, "format" | "output">;

/** A program as it is served. */
export type ServedProgram = Pick<CompiledProgram, "resolutions" | "diagnostics"> & {
  readonly modules: ReadonlyMap<string, ServedModule>;
};

/** A compiled program on disk, with what must not have changed since. */
interface Entry {
  /** Files and directories by path, each with the time of its last change and its size. */
  readonly stamps: Readonly<Record<string, string>>;
  readonly modules: readonly (readonly [string, ServedModule])[];
  readonly resolutions: readonly (readonly [string, readonly (readonly [string, string])[]])[];
}

/** The stamp of what is not there. */
const absent = "";

function stampOf(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats ? `${stats.mtimeNs} ${stats.size}` : absent;
}

/** A new file beside a module, or a newly installed package, may change what an import means. */
function directoriesOf(program: CompiledProgram, cache: string): readonly string[] {
  const modules = program.files.filter(isUserModule).map(dirname);
  const installed = dirname(dirname(cache));
  return [...modules, installed, join(installed, "@types")];
}

/** Where a program's cache lies: in the nearest `node_modules`; a program without one is compiled each time. */
function cachePath(request: CompileRequest, version: string): string | undefined {
  const [entry] = request.entries;
  const modules = entry === undefined ? undefined : findUp(dirname(entry), "node_modules");
  if (modules === undefined) return undefined;
  const key = createHash("sha256").update(JSON.stringify([request, version, process.version]));
  return join(modules, ".cache", "millrace", `${key.digest("hex").slice(0, 32)}.json`);
}

/** Compiled programs, kept on disk as long as no file changes that they were made of. */
export class ProgramCache {
  readonly #version: string;

  /** `version` tells one release of the compiler from another. */
  constructor(version: string) {
    this.#version = version;
  }

  /** The program as it was compiled before; `undefined` where it was not, or where something has changed. */
  read(request: CompileRequest): ServedProgram | undefined {
    const path = cachePath(request, this.#version);
    const text = path === undefined ? undefined : readIfThere(path);
    if (text === undefined) return undefined;
    const { stamps, modules, resolutions }: Entry = JSON.parse(text);
    const isFresh = Object.entries(stamps).every(([file, stamp]) => stampOf(file) === stamp);
    if (!isFresh) return undefined;
    return {
      modules: new Map(modules),
      resolutions: new Map(resolutions.map(([file, found]) => [file, new Map(found)])),
      diagnostics: [],
    };
  }

  /** Keeps a program that has no mistakes; `started` is when its compilation began, in milliseconds since 1970. */
  write(request: CompileRequest, program: CompiledProgram, started: number): void {
    const path = cachePath(request, this.#version);
    if (path === undefined || program.diagnostics.length > 0) return;
    // A file saved while it was being compiled may have been read before or after.
    if (program.files.some((file) => isUserModule(file) && changedSince(file, started))) return;
    if (!prepareDirectory(dirname(path))) return;
    const files = new Set([...program.files, ...directoriesOf(program, dirname(path))]);
    const stamps = Object.fromEntries([...files].map((file) => [file, stampOf(file)]));
    const entry: Entry = {
      stamps,
      modules: [...program.modules].map(([file, { format, output }]) => [file, { format, output }]),
      resolutions: [...program.resolutions].map(([file, found]) => [file, [...found]]),
    };
    writeWhole(path, JSON.stringify(entry));
  }
}

function changedSince(file: string, time: number): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? time) >= time;
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT", "EACCES")) return undefined;
    throw error;
  }
}

const unwritable = ["EACCES", "EROFS", "EPERM", "ENOSPC"];

/** A disk that takes no files is no failure: the program is compiled each time. */
function prepareDirectory(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
    return true;
  } catch (error) {
    if (hasCode(error, ...unwritable)) return false;
    throw error;
  }
}

/** Written beside and renamed, so that a reader meets all or nothing. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    if (!hasCode(error, ...unwritable)) throw error;
  }
}
