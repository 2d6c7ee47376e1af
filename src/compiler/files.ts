import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import type { Location } from "../contract/diagnostic.ts";
import type { Node, SourceFile } from "./session.ts";

interface Package {
  readonly directory: string;
  /** The text of its `package.json`; empty where there is none. */
  readonly text: string;
}

const packages = new Map<string, Package>();

/** The package that an absolute directory belongs to. */
function packageOf(directory: string): Package {
  const known = packages.get(directory);
  if (known) return known;
  const path = join(directory, "package.json");
  const parent = dirname(directory);
  let found: Package = { directory, text: "" };
  if (existsSync(path)) found = { directory, text: readFileSync(path, "utf8") };
  else if (parent !== directory) found = packageOf(parent);
  packages.set(directory, found);
  return found;
}

/** The `type` of the package that a file belongs to, as its `package.json` says it. */
export function packageType(path: string): string | undefined {
  const { text } = packageOf(dirname(path));
  const { type }: { type?: string } = text === "" ? {} : JSON.parse(text);
  return type;
}

/** The file belongs to Millrace itself: its declarations carry the tags that the compiler reads. */
export function isOurs(path: string): boolean {
  if (!/\/(src|dist)\//.test(path)) return false;
  const { directory, text } = packageOf(dirname(path));
  return /^\/(src|dist)\//.test(path.slice(directory.length)) && /"name":\s*"millrace"/.test(text);
}

/** The file is of a package that may use Millrace's types. */
export function mayUseMillrace(path: string): boolean {
  return (
    !isLibrary(path) &&
    (!path.includes("/node_modules/") || packageOf(dirname(path)).text.includes("millrace"))
  );
}

/** The file declares the language's or the platform's own globals. */
export function isLibrary(path: string): boolean {
  return /\/lib\/lib\.[^/]*\.d\.ts$|\/node_modules\/(@types\/(node|bun)|undici-types|bun-types)\//.test(path);
}

/** The file is a module of the user's that the loader serves. */
export function isUserModule(path: string): boolean {
  return (
    /\.[cm]?[jt]s$/.test(path) &&
    !/\.d\.[cm]?ts$/.test(path) &&
    !path.includes("/node_modules/") &&
    !isOurs(path)
  );
}

/** The last line of what has been built: its handlers have their signatures already. */
export const builtMark = "//! built by millrace: signatures are attached";

/** The text is of JavaScript that has been built. */
export function isBuilt(text: string): boolean {
  return text.includes(`\n${builtMark}\n`);
}

/** `path` as a contract names it: relative to `root` with `/`, absolute where it lies elsewhere. */
export function displayPath(root: string, path: string): string {
  const short = relative(root, path);
  return short.startsWith("..") || isAbsolute(short) ? path : short.split(sep).join("/");
}

/** Where `node` stands in its source. */
export function locate(root: string, node: Node): Location {
  const file: SourceFile = node.getSourceFile();
  const position = file.getLineAndCharacterOfPosition(node.getStart(file));
  const starts = file.getLineStarts();
  const source = file.text.slice(starts[position.line], starts[position.line + 1]).replace(/\r?\n$/, "");
  return {
    file: displayPath(root, file.fileName),
    line: position.line + 1,
    column: position.character + 1,
    source,
  };
}
