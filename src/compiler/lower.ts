import remapping, { type SourceMapInput } from "@jridgewell/remapping";
import { type TransformOptions, transformSync } from "oxc-transform";
import { pathToFileURL } from "node:url";
import type { SourceFault } from "./faults.ts";
import type { Woven } from "./transform.ts";

/** JavaScript as Node.js takes it, its source map inside; or the mistake that keeps the source from being read. */
export type Lowered = { readonly code: string } | { readonly fault: SourceFault };

/** The compiler options that change what TypeScript becomes. */
export type LoweringOptions = Readonly<Record<string, unknown>>;

const [nodeMajor = "22"] = process.versions.node.split(".");

function transformOptions(file: string, options: LoweringOptions): TransformOptions {
  const assigns = options["useDefineForClassFields"] === false;
  return {
    lang: /\.[cm]?ts$/.test(file) ? "ts" : "js",
    sourceType: file.endsWith(".cts") || file.endsWith(".cjs") ? "commonjs" : "unambiguous",
    sourcemap: true,
    target: `node${nodeMajor}`,
    typescript: {
      onlyRemoveTypeImports: options["verbatimModuleSyntax"] === true,
      removeClassFieldsWithoutInitializer: assigns,
    },
    assumptions: { setPublicClassFields: assigns },
  };
}

/** The code with its map as a comment, as Node.js reads it for stack traces. */
export function withInlineMap(code: string, map: { toString(): string }): string {
  const data = Buffer.from(map.toString()).toString("base64");
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${data}\n`;
}

function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = Buffer.from(text).subarray(0, offset).toString().split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** One map from the lowered code to the user's own text, whose name in stack traces is its URL. */
export function composedMap(file: string, lowered: string, woven: Woven): { toString(): string } {
  const maps = [lowered, woven.map].filter((map) => map !== undefined);
  const map = remapping(
    maps.map((map): SourceMapInput => JSON.parse(map)),
    () => null,
  );
  map.sources = [pathToFileURL(file).href];
  return map;
}

/** Takes the types off a module: enums, namespaces and parameter properties become what they mean. */
export function lower(file: string, woven: Woven, options: LoweringOptions): Lowered {
  const result = transformSync(file, woven.text, transformOptions(file, options));
  const [error] = result.errors;
  if (error) {
    const position = positionOf(woven.text, error.labels[0]?.start ?? 0);
    return { fault: { message: error.message, ...position } };
  }
  const map = composedMap(file, JSON.stringify(result.map), woven);
  return { code: withInlineMap(result.code, map) };
}
