import type { ModuleContract } from "../contract/attached.ts";
import { type Hard, lowerByTypeScript, needsTypeScript, usesCommonJS } from "./decorators.ts";
import type { Emission } from "./emission.ts";
import type { SourceFault } from "./faults.ts";
import { packageType } from "./files.ts";
import { type Lowered, type LoweringOptions, lower } from "./lower.ts";
import type { SourceFile } from "./session.ts";
import { type Format, type Woven, weave } from "./transform.ts";

/** One module of a program as it runs, with what the compiler knows of its handlers. */
export interface CompiledModule {
  readonly format: Format;
  readonly output: Lowered;
  readonly contract: ModuleContract;
}

/** The modules of a program before they are JavaScript. */
export interface ModulesRequest {
  readonly files: readonly SourceFile[];
  /** The modules that cannot be read. */
  readonly faults: ReadonlyMap<string, SourceFault>;
  readonly emissions: ReadonlyMap<string, Emission>;
  readonly options: LoweringOptions;
  /** The URL of `contract/attached`. */
  readonly attached: string;
}

const noContract: ModuleContract = { signatures: [], definitions: {} };

/** A file with `import` or `export` in it is an ES module, whatever its package says; TypeScript's users expect no less. */
function formatOf(file: SourceFile): Format {
  if (usesCommonJS(file)) return "commonjs";
  if (/\.c[jt]s$/.test(file.fileName)) return "commonjs";
  if (/\.m[jt]s$/.test(file.fileName)) return "module";
  if (file.externalModuleIndicator !== undefined) return "module";
  return packageType(file.fileName) === "module" ? "module" : "commonjs";
}

function weaveFile(file: SourceFile, { emissions, attached }: ModulesRequest): Woven {
  const emission = emissions.get(file.fileName);
  const options = { format: formatOf(file), attached };
  return emission ? weave(file.fileName, file.text, emission, options) : { text: file.text, map: undefined };
}

function wovenAt(path: string, woven: ReadonlyMap<string, Woven>): Woven {
  const found = woven.get(path);
  if (!found) throw new Error(`${path} has not been woven`);
  return found;
}

function hardModule(file: SourceFile, woven: ReadonlyMap<string, Woven>): Hard {
  return { path: file.fileName, woven: wovenAt(file.fileName, woven), format: formatOf(file) };
}

/** Makes the modules that run, by absolute path. Plain JavaScript without handlers is left to Node.js. */
export function emitModules(request: ModulesRequest): ReadonlyMap<string, CompiledModule> {
  const { faults, emissions, options } = request;
  const files = request.files.filter(
    ({ fileName }) => fileName.endsWith("ts") || emissions.has(fileName) || faults.has(fileName),
  );
  const sound = files.filter(({ fileName }) => !faults.has(fileName));
  const woven = new Map(sound.map((file) => [file.fileName, weaveFile(file, request)] as const));
  const hard = sound.filter(needsTypeScript).map((file) => hardModule(file, woven));
  const byTypeScript = lowerByTypeScript(hard, options);
  const outputOf = (path: string): Lowered => {
    const fault = faults.get(path);
    if (fault) return { fault };
    return byTypeScript.get(path) ?? lower(path, wovenAt(path, woven), options);
  };
  const modules = files.map((file) => {
    const { fileName: path } = file;
    const contract = emissions.get(path)?.contract ?? noContract;
    return [path, { format: formatOf(file), output: outputOf(path), contract }] as const;
  });
  return new Map(modules);
}
