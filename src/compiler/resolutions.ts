import { dirname, resolve } from "node:path";
import type { Compilation } from "./compilation.ts";
import { isUserModule } from "./files.ts";
import { type Node, type SourceFile, ts } from "./session.ts";

/** Where imports lead that Node.js would not find by itself: by importing file, then by specifier, an absolute path. */
export type Resolutions = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * The imports between the user's modules as TypeScript resolves them, where Node.js would not: without an extension, with
 * `.js` for `.ts`, or by `paths`.
 */
export function findResolutions(files: readonly SourceFile[], compilation: Compilation): Resolutions {
  const imports = files.flatMap((file) =>
    Array.from(file.imports)
      .filter((node) => ts.isStringLiteral(node))
      .map((node) => ({ file: file.fileName, node, specifier: node.text })),
  );
  const nodes: readonly Node[] = imports.map(({ node }) => node);
  const symbols = compilation.checker.getSymbolAtLocation(nodes);
  const found = new Map<string, Map<string, string>>();
  for (const [index, { file, specifier }] of imports.entries()) {
    const target = symbols[index]?.declarations[0]?.resolve()?.getSourceFile().fileName;
    if (target === undefined || !isUserModule(target) || resolve(dirname(file), specifier) === target)
      continue;
    const own = found.get(file) ?? new Map<string, string>();
    found.set(file, own.set(specifier, target));
  }
  return found;
}
