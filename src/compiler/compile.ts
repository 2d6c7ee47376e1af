import type { Diagnostic } from "../contract/diagnostic.ts";
import type { ModuleContract } from "../contract/attached.ts";
import { Compilation } from "./compilation.ts";
import type { Described } from "./describer.ts";
import { Discovery, type Entry } from "./discover.ts";
import { type Emission, planEmission } from "./emission.ts";
import { isOurs, isUserModule } from "./files.ts";
import { type Lowered, lower } from "./lower.ts";
import { type Project, type ProjectRequest, describeProject } from "./project.ts";
import { type Resolutions, findResolutions } from "./resolutions.ts";
import { Session, type SourceFile } from "./session.ts";
import { Signatures } from "./signatures.ts";
import { type Format, weave } from "./transform.ts";

/** What is to be compiled, and how its modules reach Millrace. */
export interface CompileRequest extends ProjectRequest {
  /** The directory that files are named from, in contracts and diagnostics. */
  readonly root: string;
  /** The URL of `contract/attached` for the modules to import. */
  readonly attached: string;
}

/** One module of a program as it runs, with what the compiler knows of its handlers. */
export interface CompiledModule {
  readonly format: Format;
  readonly output: Lowered;
  readonly contract: ModuleContract;
}

/** A program of the user's: its modules by absolute path, and what is wrong with it. */
export interface CompiledProgram {
  readonly modules: ReadonlyMap<string, CompiledModule>;
  readonly diagnostics: readonly Diagnostic[];
  readonly resolutions: Resolutions;
  /** Every file that was read, by absolute path. */
  readonly files: readonly string[];
}

const noContract: ModuleContract = { signatures: [], definitions: {} };

/** A file with `import` or `export` in it is an ES module, whatever its package says; TypeScript's users expect no less. */
function formatOf(file: SourceFile): Format {
  if (/\.cts$|\.cjs$/.test(file.fileName)) return "commonjs";
  if (/\.mts$|\.mjs$/.test(file.fileName)) return "module";
  return file.externalModuleIndicator === undefined ? "commonjs" : "module";
}

function describeEntries(
  files: readonly SourceFile[],
  compilation: Compilation,
): ReadonlyMap<string, readonly { readonly entry: Entry; readonly described: Described }[]> {
  const signatures = new Signatures(compilation);
  const found = new Map<string, { entry: Entry; described: Described }[]>();
  for (const entry of new Discovery(compilation).entries(files)) {
    const described = signatures.handler(entry.type, entry.expression);
    if (!described) continue;
    const { fileName } = entry.expression.getSourceFile();
    const list = found.get(fileName) ?? [];
    list.push({ entry, described });
    found.set(fileName, list);
  }
  return found;
}

function emit(
  file: SourceFile,
  emission: Emission | undefined,
  project: Project,
  request: CompileRequest,
): CompiledModule {
  const { fileName: path, text } = file;
  const format = formatOf(file);
  const woven = emission
    ? weave(path, text, emission, { format, attached: request.attached })
    : { text, map: undefined };
  return { format, output: lower(path, woven, project.options), contract: emission?.contract ?? noContract };
}

function compileWith(session: Session, request: CompileRequest): CompiledProgram {
  const project = describeProject(request, session);
  const { program, checker } = session.open(project.config);
  const names = program.getSourceFileNames();
  const files = names
    .filter(isUserModule)
    .map((name) => program.getSourceFile(name))
    .filter((file) => file !== undefined);
  const compilation = new Compilation(request.root, program, checker);
  const usesMillrace = names.some(isOurs);
  const described = usesMillrace ? describeEntries(files, compilation) : new Map();
  const { definitions } = compilation.models;
  const modules = new Map<string, CompiledModule>();
  for (const file of files) {
    const entries = described.get(file.fileName);
    const emission = entries && planEmission(entries, definitions, compilation);
    const isTypeScript = /\.[cm]?ts$/.test(file.fileName);
    if (isTypeScript || emission) modules.set(file.fileName, emit(file, emission, project, request));
  }
  const resolutions = findResolutions(files, compilation);
  return { modules, diagnostics: compilation.diagnostics, resolutions, files: names };
}

/** Compiles the program that `request.entries` reach, in a process of TypeScript's that ends with it. */
export function compile(request: CompileRequest): CompiledProgram {
  const session = new Session(request.root);
  try {
    return compileWith(session, request);
  } finally {
    session.close();
  }
}
