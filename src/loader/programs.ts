import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type * as Compiler from "../compiler/compile.ts";
import type { CompileRequest } from "../compiler/compile.ts";
import { isBuilt } from "../compiler/files.ts";
import { DiagnosticError } from "../contract/diagnostic.ts";
import { ProgramCache, type ServedModule, type ServedProgram } from "./cache.ts";
import { processConditions } from "./conditions.ts";

const require = createRequire(import.meta.url);
const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";

/** TypeScript is loaded when there is something to compile, not before. */
function compiler(): typeof Compiler {
  return require(`../compiler/compile.${extension}`);
}

/** What contracts and diagnostics name files from: the working directory, for a program inside it. */
export function rootOf(entry: string): string {
  return relative(process.cwd(), entry).startsWith("..") ? dirname(entry) : process.cwd();
}

/** The module that remembers signatures, as modules in this process import it. */
const ownAttached = new URL(`../contract/attached.${extension}`, import.meta.url).href;

function requestFor(entry: string, attached: string): CompileRequest {
  return {
    entries: [entry],
    root: rootOf(entry),
    conditions: processConditions(),
    attached,
  };
}

/** The release of the compiler; where its sources are run as they are, their last change too. */
function ownVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  if (extension === "js") return version;
  const changes = ["compiler", "contract"].flatMap((folder) => {
    const path = join(import.meta.dirname, "..", folder);
    const files = readdirSync(path, { recursive: true, encoding: "utf8" });
    return files.map((file) => statSync(join(path, file)).mtimeMs);
  });
  return `${version} ${Math.max(...changes)}`;
}

const cache = new ProgramCache(ownVersion());

/** The program that `entry` reaches: as it was compiled before, or compiled now; its modules import `attached`. */
export function compileProgram(entry: string, attached: string = ownAttached): ServedProgram {
  const request = requestFor(entry, attached);
  const kept = cache.read(request);
  if (kept) return kept;
  const started = Date.now();
  const program = compiler().compile(request);
  cache.write(request, program, started);
  return program;
}

/** The programs that have been compiled in this process, each with all the modules that its entry reaches. */
export class Programs {
  readonly #modules = new Map<string, ServedModule | undefined>();
  readonly #resolutions = new Map<string, ReadonlyMap<string, string>>();
  readonly #attached: string;

  /** `attached` is the URL or the name by which modules import what remembers signatures. */
  constructor(attached: string = ownAttached) {
    this.#attached = attached;
  }

  /**
   * The compiled module at that path; `undefined` where it is to be run as it is. A module that no program has is
   * compiled with all that it reaches. Throws a `DiagnosticError` with every mistake in the program.
   */
  moduleAt(path: string): ServedModule | undefined {
    if (!this.#modules.has(path)) this.#add(path);
    return this.#modules.get(path);
  }

  /** Where an import in a compiled module leads, if Node.js would not find it. */
  resolution(importer: string, specifier: string): string | undefined {
    return this.#resolutions.get(importer)?.get(specifier);
  }

  #add(entry: string): void {
    if (isBuiltModule(entry)) {
      this.#modules.set(entry, undefined);
      return;
    }
    const program = compileProgram(entry, this.#attached);
    if (program.diagnostics.length > 0) throw readableError(program);
    this.#modules.set(entry, undefined);
    for (const [path, module] of program.modules) this.#modules.set(path, module);
    for (const [path, found] of program.resolutions) this.#resolutions.set(path, found);
  }
}

/** A module that has its signatures already, so that it needs no compiler and no TypeScript. */
function isBuiltModule(path: string): boolean {
  return /\.[cm]?js$/.test(path) && isBuilt(readFileSync(path, "utf8"));
}

/** The mistakes alone: where in the loader they were noticed helps nobody. */
function readableError({ diagnostics }: ServedProgram): DiagnosticError {
  const error = new DiagnosticError(diagnostics);
  const frames = diagnostics.map(({ location }) => location).filter((location) => location !== undefined);
  const lines = frames.map(({ file, line, column }) => `    at ${file}:${line}:${column}`);
  error.stack = [`${error.name}: ${error.message}`, ...lines].join("\n");
  return error;
}
