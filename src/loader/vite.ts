import { sep } from "node:path";
import { builtMark, displayPath, isUserModule } from "../compiler/files.ts";
import { formatFrame } from "../contract/diagnostic.ts";
import { Programs, rootOf } from "./programs.ts";

/** A module as Vite takes it. */
interface LoadedModule {
  readonly code: string;
  readonly map: string;
}

/** What a hook of Vite's is told: whether the module is for the server. */
interface HookOptions {
  readonly ssr?: boolean | undefined;
}

/** A file that Vite is about to write. */
interface BuiltFile {
  readonly type: "chunk" | "asset";
  code?: string;
}

/** What a build is for, as Vite says it to a hook. */
interface BuildContext {
  readonly environment: { readonly config: { readonly consumer: "client" | "server" } };
}

/** The part of Vite's plugins that this one has, so that its types need no Vite. */
export interface VitePlugin {
  readonly name: "millrace";
  readonly enforce: "pre";
  resolveId(specifier: string, importer: string | undefined, options?: HookOptions): string | undefined;
  load(id: string, options?: HookOptions): LoadedModule | undefined;
  watchChange(id: string): void;
  generateBundle(this: BuildContext, options: unknown, files: Readonly<Record<string, BuiltFile>>): void;
}

/** What modules import to have their signatures; a package's name, so that what is built can be moved. */
const attached = "millrace/attached";

/**
 * Keeps the types of handlers in what Vite and Vitest load, and in what `vite build --ssr` writes, as `millrace/register` does
 * for Node.js. Modules for browsers are left alone.
 */
export function millrace(): VitePlugin {
  let programs = new Programs(attached);
  return {
    name: "millrace",
    enforce: "pre",
    resolveId(specifier, importer, options) {
      const path = options?.ssr ? userPath(importer) : undefined;
      return path === undefined ? undefined : programs.resolution(path, specifier);
    },
    load(id, options) {
      const path = options?.ssr ? userPath(id) : undefined;
      const module = path === undefined ? undefined : programs.moduleAt(path);
      if (path === undefined || !module || module.format === "commonjs") return undefined;
      const { output } = module;
      if ("code" in output) return withMap(path, output.code);
      const { message, line, column } = output.fault;
      const place = { file: displayPath(rootOf(path), path), line, column, source: "" };
      throw new SyntaxError([message, ...formatFrame(place)].join("\n"));
    },
    // A type may have changed that modules elsewhere speak of.
    watchChange() {
      programs = new Programs(attached);
    },
    // Marked at the end, when all that rewrites code has run: lines stay where the source map has them.
    generateBundle(_options, files) {
      if (this.environment.config.consumer !== "server") return;
      for (const file of Object.values(files))
        if (file.type === "chunk") file.code = `${file.code ?? ""}\n${builtMark}\n`;
    },
  };
}

/** The path of a module that may be the user's, from Vite's name for it; what is asked for in another form has a query. */
function userPath(id: string | undefined): string | undefined {
  const [path = "", query] = id?.split("?") ?? [];
  if (path === "" || path.startsWith("\0") || (query !== undefined && !/^[tv]=/.test(query)))
    return undefined;
  const posix = path.split(sep).join("/");
  return isUserModule(posix) ? posix : undefined;
}

/** The code, and the map that is a comment at its end. */
function withMap(path: string, served: string): LoadedModule {
  const [, code = served, data = ""] =
    /^([^]*)\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/.exec(served) ?? [];
  const map = JSON.parse(Buffer.from(data, "base64").toString()) as object;
  return { code, map: JSON.stringify({ ...map, sources: [path] }) };
}
