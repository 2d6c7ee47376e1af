import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Lowered, type LoweringOptions, composedMap, withInlineMap } from "./lower.ts";
import { type Node, type SourceFile, commandLineCompiler, ts } from "./session.ts";
import type { Format, Woven } from "./transform.ts";

/** `import fs = require("fs")` and `export =` are TypeScript's words for CommonJS. */
export function usesCommonJS(file: SourceFile): boolean {
  return Array.from(file.statements).some(
    (statement) =>
      (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) ||
      (ts.isExportAssignment(statement) && statement.isExportEquals === true),
  );
}

const [nodeMajor = 22] = process.versions.node.split(".").map(Number);

/** Node.js 22 has no `using`. */
const knowsUsing = nodeMajor >= 24;

function declaresUsing(node: Node): boolean {
  return ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) !== 0;
}

function isBeyondNode(node: Node): boolean {
  const { AccessorKeyword } = ts.SyntaxKind;
  return ts.isDecorator(node) || node.kind === AccessorKeyword || (!knowsUsing && declaresUsing(node));
}

/** The module has decorators, or other syntax of which only TypeScript itself knows what Node.js is to make. */
export function needsTypeScript(file: SourceFile): boolean {
  if (file.fileName.endsWith(".cts") && file.externalModuleIndicator !== undefined) return true;
  if (usesCommonJS(file)) return true;
  const visit = (node: Node): boolean => isBeyondNode(node) || node.forEachChild(visit) === true;
  return /@|\busing\b|\baccessor\b/.test(file.text) && visit(file);
}

function compilerArguments(directory: string, inputs: readonly string[], options: LoweringOptions): string[] {
  const flags = [
    "experimentalDecorators",
    "emitDecoratorMetadata",
    "useDefineForClassFields",
    "verbatimModuleSyntax",
  ];
  const given = flags.flatMap((flag) =>
    typeof options[flag] === "boolean" ? [`--${flag}`, String(options[flag])] : [],
  );
  const fixed = [
    "--ignoreConfig",
    "--noCheck",
    "--noResolve",
    "--isolatedModules",
    "--sourceMap",
    "--allowJs",
  ];
  return [
    ...fixed,
    "--target",
    "es2022",
    "--module",
    "nodenext",
    ...given,
    "--outDir",
    join(directory, "out"),
    ...inputs,
  ];
}

/** A module for TypeScript itself to lower. */
export interface Hard {
  readonly path: string;
  readonly woven: Woven;
  readonly format: Format;
}

/** The name that makes TypeScript write a module of that format, whatever the author's file is called. */
function temporaryName(
  { path, format }: Hard,
  index: number,
): { readonly input: string; readonly output: string } {
  const letter = format === "module" ? "m" : "c";
  const language = path.endsWith("ts") ? "ts" : "js";
  return { input: `${index}.${letter}${language}`, output: `out/${index}.${letter}js` };
}

/** Runs TypeScript's command line once over modules with decorators; one process for all of them. */
export function lowerByTypeScript(
  modules: readonly Hard[],
  options: LoweringOptions,
): ReadonlyMap<string, Lowered> {
  if (modules.length === 0) return new Map();
  const directory = mkdtempSync(join(tmpdir(), "millrace-"));
  try {
    const files = modules.map((module, index) => ({ ...module, ...temporaryName(module, index) }));
    for (const { input, woven } of files) writeFileSync(join(directory, input), woven.text);
    const inputs = files.map(({ input }) => join(directory, input));
    runCompiler(compilerArguments(directory, inputs, options));
    const lowered = files.map(({ path, output, woven }) => {
      const written = readFileSync(join(directory, output), "utf8");
      const map = composedMap(path, readFileSync(join(directory, `${output}.map`), "utf8"), woven);
      return [
        path,
        { code: withInlineMap(written.replace(/\n\/\/# sourceMappingURL=.*\s*$/, ""), map) },
      ] as const;
    });
    return new Map(lowered);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The compiler reports what it cannot resolve by failing, which does not matter here: what it has written does. */
function runCompiler(parameters: readonly string[]): void {
  const run = [commandLineCompiler(), ...parameters];
  const { status, error } = spawnSync(process.execPath, run, { encoding: "utf8" });
  if (error) throw error;
  if (status === null) throw new Error("TypeScript's compiler was killed");
}
