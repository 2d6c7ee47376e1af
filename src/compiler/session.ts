import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as Ast from "typescript/unstable/ast";
import type * as Sync from "typescript/unstable/sync";
import { DiagnosticError } from "../contract/diagnostic.ts";

export type {
  Checker,
  IndexInfo,
  Program,
  Signature,
  Type,
  UnionOrIntersectionType,
} from "typescript/unstable/sync";
export type { Symbol as TypeSymbol } from "typescript/unstable/sync";
export type {
  CallExpression,
  EntityName,
  Expression,
  ImportTypeNode,
  IndexedAccessTypeNode,
  JSDoc,
  JSDocTag,
  NewExpression,
  Node,
  ParameterDeclaration,
  QualifiedName,
  ShorthandPropertyAssignment,
  SourceFile,
  TypeAliasDeclaration,
  TypeNode,
  TypeReferenceNode,
} from "typescript/unstable/ast";

/** The names of TypeScript's API that the compiler uses: enumerations and node predicates. */
export type TypeScript = typeof Sync & typeof Ast;

const require = createRequire(import.meta.url);
const packageName = process.env["MILLRACE_TYPESCRIPT"] ?? "typescript";

/** TypeScript 7.1 has dropped `unstable` from the paths of its API. */
function load(): { readonly version: string; readonly api: TypeScript } {
  for (const folder of ["", "unstable/"]) {
    try {
      const sync: typeof Sync = require(`${packageName}/${folder}sync`);
      const ast: typeof Ast = require(`${packageName}/${folder}ast`);
      const { version }: { version: string } = require(`${packageName}/package.json`);
      return { version, api: { ...sync, ...ast } };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code !== "ERR_PACKAGE_PATH_NOT_EXPORTED" && code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new DiagnosticError([
    {
      code: "MR116",
      message: `Millrace reads types with TypeScript 7, and \`${packageName}\` 7 cannot be found.`,
      hint: "npm install --save-dev typescript@7, or run a built program.",
    },
  ]);
}

const loaded = load();

/** TypeScript's API, whichever version is installed; its enumerations are numbered differently from version to version. */
export const ts: TypeScript = loaded.api;

/** The version of TypeScript in use, such as `7.0.2`. */
export const typescriptVersion: string = loaded.version;

/** The command-line compiler of the same package: a script for Node.js. */
export function commandLineCompiler(): string {
  return join(dirname(require.resolve(`${packageName}/package.json`)), "bin/tsc");
}

/** A project file that exists only in the compiler's eyes. */
export interface VirtualConfig {
  readonly path: string;
  readonly text: string;
}

/** What TypeScript makes of a `tsconfig.json`: its options, and the files it includes. */
export interface ParsedConfig {
  readonly options: Readonly<Record<string, unknown>>;
  readonly fileNames: readonly string[];
}

/** The parts of the 7.1 API that 7.0's declarations do not know. */
interface Api71 {
  createSnapshot(parameters: { openProjects: string[] }): Sync.Snapshot;
}

/** Where the API keeps its process; another version may keep it elsewhere. */
interface ApiInside {
  readonly client?: { readonly channel?: { readonly child?: ChildProcess }; close?(): void };
}

/** TypeScript's own process, and the programs it has open. It blocks while it is asked; it may die. */
export class Session {
  readonly #api: Sync.API;
  readonly #virtual = new Map<string, string>();
  readonly #filesRead: string[] = [];

  constructor(cwd: string) {
    this.#api = new ts.API({ cwd, fs: this.#files() });
  }

  /** Every file of the disk that TypeScript has read so far, by absolute path. */
  get filesRead(): readonly string[] {
    return this.#filesRead;
  }

  /** Opens `config` as a project, with the sources that its files import. */
  open(config: VirtualConfig): { readonly program: Sync.Program; readonly checker: Sync.Checker } {
    this.#virtual.set(config.path, config.text);
    const request = { openProjects: [config.path] };
    const snapshot =
      "createSnapshot" in this.#api
        ? (this.#api as unknown as Api71).createSnapshot(request)
        : this.#api.updateSnapshot(request);
    const project = snapshot.getProjects()[0];
    if (!project) throw new Error(`TypeScript opened no project for ${config.path}`);
    return { program: project.program, checker: project.checker };
  }

  /** Reads a `tsconfig.json` with all that it extends. */
  parseConfig(path: string): ParsedConfig {
    const parsed: Partial<ParsedConfig> = this.#api.parseConfigFile(path);
    return { options: parsed.options ?? {}, fileNames: parsed.fileNames ?? [] };
  }

  /**
   * Ends the process, also one that has died. TypeScript's own `close` asks the process first, which a dead one does not
   * answer and a live one may answer with "context canceled" on standard error.
   */
  close(): void {
    const { client } = this.#api as unknown as ApiInside;
    client?.channel?.child?.kill("SIGKILL");
    if (client?.close) client.close();
    else this.#api.close();
  }

  /** TypeScript reads the disk itself; only a virtual config comes from us. 7.1 wants each operation spelled out. */
  #files(): Sync.APIOptions["fs"] & object {
    const modern: { serverFS?: { useOS: never; identity: never } } = require71Files();
    const useOS = modern.serverFS?.useOS;
    const readFile = (path: string): string | undefined => {
      const text = this.#virtual.get(path);
      if (text === undefined) this.#filesRead.push(path);
      return text ?? useOS;
    };
    if (!modern.serverFS) return { readFile };
    const operations = ["directoryExists", "fileExists", "getAccessibleEntries", "realpath", "stat"];
    const system = Object.fromEntries(
      [...operations, "writeFile", "removeFile"].map((name) => [name, useOS]),
    );
    return { ...system, readFile };
  }
}

function require71Files(): object {
  return "createSnapshot" in ts.API.prototype ? require(`${packageName}/fs`) : {};
}
