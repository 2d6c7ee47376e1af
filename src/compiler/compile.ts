import { type Diagnostic, DiagnosticError } from "../contract/diagnostic.ts";
import { Compilation } from "./compilation.ts";
import type { Described } from "./describer.ts";
import { Discovery, type Entry } from "./discover.ts";
import { type Emission, planEmission } from "./emission.ts";
import { type CompiledModule, emitModules } from "./modules.ts";
import { syntaxFaults } from "./faults.ts";
import { isBuilt, isOurs, isUserModule } from "./files.ts";
import { type ProjectRequest, describeProject } from "./project.ts";
import { type Resolutions, findResolutions } from "./resolutions.ts";
import { Session, type SourceFile } from "./session.ts";
import { Signatures } from "./signatures.ts";

export type { CompiledModule } from "./modules.ts";

/** What is to be compiled, and how its modules reach Millrace. */
export interface CompileRequest extends ProjectRequest {
  /** The directory that files are named from, in contracts and diagnostics. */
  readonly root: string;
  /** The URL of `contract/attached` for the modules to import. */
  readonly attached: string;
}

/** A program of the user's: its modules by absolute path, and what is wrong with it. */
export interface CompiledProgram {
  readonly modules: ReadonlyMap<string, CompiledModule>;
  readonly diagnostics: readonly Diagnostic[];
  readonly resolutions: Resolutions;
  /** Every file that was read, `package.json` and `tsconfig.json` included, by absolute path. */
  readonly files: readonly string[];
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

function compileWith(session: Session, request: CompileRequest): CompiledProgram {
  const project = describeProject(request, session);
  const { program, checker } = session.open(project.config);
  const names = program.getSourceFileNames();
  const files = names
    .filter(isUserModule)
    .map((name) => program.getSourceFile(name))
    .filter((file) => file !== undefined)
    .filter(({ text }) => !isBuilt(text));
  const compilation = new Compilation(request.root, program, checker);
  const faults = syntaxFaults(program);
  const sound = files.filter((file) => !faults.has(file.fileName));
  const described = names.some(isOurs) ? describeEntries(sound, compilation) : new Map();
  const { definitions } = compilation.models;
  const emissions = new Map<string, Emission>();
  for (const [path, entries] of described)
    emissions.set(path, planEmission(path, entries, definitions, compilation));
  const modules = emitModules({
    files,
    faults,
    emissions,
    options: project.options,
    attached: request.attached,
  });
  const resolutions = findResolutions(sound, compilation);
  return { modules, diagnostics: compilation.diagnostics, resolutions, files: session.filesRead };
}

/** Compiles the program that `request.entries` reach, in a process of TypeScript's; should that die, in a second one. */
export function compile(request: CompileRequest): CompiledProgram {
  try {
    return compileOnce(request);
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    return compileOnce(request);
  }
}

function compileOnce(request: CompileRequest): CompiledProgram {
  const session = new Session(request.root);
  try {
    return compileWith(session, request);
  } finally {
    session.close();
  }
}
