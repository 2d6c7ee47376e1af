import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ParsedConfig, Session, VirtualConfig } from "./session.ts";

/** What the compiler is asked to compile. */
export interface ProjectRequest {
  /** Absolute paths of the modules from which the program is reached. */
  readonly entries: readonly string[];
  /** The `--conditions` of the process, so that types are looked up where modules will be. */
  readonly conditions: readonly string[];
}

/** A project as the compiler opens it, and what of its options the lowering of TypeScript depends on. */
export interface Project {
  readonly config: VirtualConfig;
  /** The user's own `tsconfig.json`; `undefined` where there is none. */
  readonly userConfig: string | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The nearest file of that name in `directory` or above it. */
export function findUp(directory: string, name: string): string | undefined {
  const path = join(directory, name);
  if (existsSync(path)) return path;
  const parent = dirname(directory);
  return parent === directory ? undefined : findUp(parent, name);
}

/** Modules run as ES modules whatever their package says, so types are resolved as a bundler resolves them. */
const withoutConfig = {
  module: "esnext",
  moduleResolution: "bundler",
  target: "esnext",
  strict: true,
};

/** To read signatures, or to check types as the author's own options say. */
export type Purpose = "read" | "check";

/** What a signature needs, whatever the user's own options are. */
const forReading = { allowJs: true, checkJs: false, strictNullChecks: true };

/** Nothing is written. */
const always = {
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  emitDeclarationOnly: false,
};

function conditionsOf(options: Readonly<Record<string, unknown>>, request: ProjectRequest): string[] {
  const own = options["customConditions"];
  return [...new Set([...(Array.isArray(own) ? own.map(String) : []), ...request.conditions])];
}

function describeUserProject(
  userConfig: string,
  parsed: ParsedConfig,
  request: ProjectRequest,
  purpose: Purpose,
): Project {
  const ambient = parsed.fileNames.filter((file) => /\.d\.[cm]?ts$/.test(file));
  const conditions = conditionsOf(parsed.options, request);
  const text = JSON.stringify({
    extends: userConfig,
    files: [...request.entries, ...ambient],
    include: [],
    references: [],
    compilerOptions: {
      ...always,
      ...(purpose === "read" && forReading),
      ...(conditions.length > 0 && { customConditions: conditions }),
    },
  });
  // Beside the user's own, so that `${configDir}` and the lookup of `types` mean the same.
  const path = join(dirname(userConfig), "tsconfig.millrace.json");
  return { config: { path, text }, userConfig, options: parsed.options };
}

function describeBareProject(directory: string, request: ProjectRequest): Project {
  const types = findUp(directory, "node_modules/@types/node");
  const options = {
    ...withoutConfig,
    ...always,
    ...forReading,
    customConditions: conditionsOf({}, { ...request, conditions: ["node", ...request.conditions] }),
    ...(types ? { lib: ["esnext"], types: ["node"], typeRoots: [dirname(types)] } : { types: [] }),
  };
  const text = JSON.stringify({ files: request.entries, compilerOptions: options });
  return {
    config: { path: join(directory, "tsconfig.millrace.json"), text },
    userConfig: undefined,
    options: withoutConfig,
  };
}

/** Describes the project of `request`: the nearest `tsconfig.json` narrowed to the entries, or one of our own. */
export function describeProject(
  request: ProjectRequest,
  session: Session,
  purpose: Purpose = "read",
): Project {
  const directory = dirname(request.entries[0] ?? process.cwd());
  const userConfig = findUp(directory, "tsconfig.json");
  return userConfig === undefined
    ? describeBareProject(directory, request)
    : describeUserProject(userConfig, session.parseConfig(userConfig), request, purpose);
}
