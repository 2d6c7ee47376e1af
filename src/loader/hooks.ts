import { readFileSync } from "node:fs";
import { type LoadHookSync, type ResolveHookSync, registerHooks } from "node:module";
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { displayPath, isUserModule } from "../compiler/files.ts";
import type { SourceFault } from "../compiler/faults.ts";
import { formatFrame } from "../contract/diagnostic.ts";
import { Programs, rootOf } from "./programs.ts";

/** The path of a module that may be the user's; `undefined` for built-ins, packages and all that is not a file. */
function userPath(url: string | undefined): string | undefined {
  if (url === undefined || !url.startsWith("file:")) return undefined;
  // TypeScript names files with `/` everywhere.
  const path = fileURLToPath(new URL(url)).split(sep).join("/");
  return isUserModule(path) ? path : undefined;
}

/** A syntax error with its place and line, and without the loader's own stack. */
function syntaxError(path: string, { message, line, column }: SourceFault): SyntaxError {
  const source = readFileSync(path, "utf8").split("\n")[line - 1] ?? "";
  const frame = formatFrame({ file: displayPath(rootOf(path), path), line, column, source });
  const error = new SyntaxError([message, ...frame].join("\n"));
  error.stack = `${error.name}: ${error.message}\n    at ${path}:${line}:${column}`;
  return error;
}

/** Serves the user's modules with their signatures in them, from now on, to `import` and `require` alike. */
export function install(): void {
  const programs = new Programs();

  const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
    const importer = userPath(context.parentURL);
    const target = importer && programs.resolution(importer, specifier);
    return nextResolve(target ? pathToFileURL(target).href : specifier, context);
  };

  const load: LoadHookSync = (url, context, nextLoad) => {
    const path = userPath(url);
    const module = path === undefined ? undefined : programs.moduleAt(path);
    if (path === undefined || !module) return nextLoad(url, context);
    const { output, format } = module;
    if ("fault" in output) throw syntaxError(path, output.fault);
    return { format, source: output.code, shortCircuit: true };
  };

  registerHooks({ resolve, load });
}
