import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import type { Location } from "../contract/diagnostic.ts";
import type { Node, SourceFile } from "./session.ts";

const packages = new Map<string, string>();

/** The text of the nearest `package.json`, empty where there is none; `directory` is absolute. */
function packageText(directory: string): string {
  const known = packages.get(directory);
  if (known !== undefined) return known;
  const path = join(directory, "package.json");
  const parent = dirname(directory);
  let text = "";
  if (existsSync(path)) text = readFileSync(path, "utf8");
  else if (parent !== directory) text = packageText(parent);
  packages.set(directory, text);
  return text;
}

/** Forgets what has been read of packages, since a program may change while a development server runs. */
export function forgetPackages(): void {
  packages.clear();
}

const own = /\/(src|dist)\//;

/** The file belongs to Millrace itself: its declarations carry the tags that the compiler reads. */
export function isOurs(path: string): boolean {
  return own.test(path) && /"name":\s*"millrace"/.test(packageText(dirname(path)));
}

/** The file is of a package that may use Millrace's types. */
export function mayUseMillrace(path: string): boolean {
  return (
    !isLibrary(path) && (!path.includes("/node_modules/") || packageText(dirname(path)).includes("millrace"))
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
