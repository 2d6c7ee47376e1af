import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { Failure } from "./failure.ts";

/** Where the program is, and which of its exports is the app where that was said. */
export interface Entry {
  /** Absolute path. */
  readonly file: string;
  readonly app?: string;
}

const names = ["main", "app", "api", "index"];
const folders = ["", "src"];
const extensions = ["ts", "mts", "js", "mjs"];

/**
 * The program to serve: the file that was named (or the one in the folder that was named), else the one that
 * `millrace.app` in package.json names (`"src/shop.ts"`, `"src/shop.ts:shop"`), else the first that is there of main.ts,
 * app.ts, api.ts, index.ts and the same in src. Throws `Failure`.
 */
export function findEntry(folder: string, named: string | undefined): Entry {
  if (named !== undefined) {
    const path = resolve(folder, named);
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new Failure(`There is no file \`${named}\`${likelyExtension(path, folder)}`);
    return found.isDirectory() ? findEntry(path, undefined) : { file: path };
  }
  return declaredEntry(folder) ?? conventionalEntry(folder);
}

function likelyExtension(path: string, folder: string): string {
  const found = extensions.map((extension) => `${path}.${extension}`).find((file) => existsSync(file));
  return found ? `; did you mean \`${relative(folder, found)}\`?` : ".";
}

function declaredEntry(folder: string): Entry | undefined {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return undefined;
  const declared = appOf(manifest);
  if (declared === undefined) return undefined;
  const [, path = declared, app] = /^(.+?)(?::([\p{ID_Start}$_][\p{ID_Continue}$]*))?$/u.exec(declared) ?? [];
  const file = resolve(folder, path);
  if (!existsSync(file))
    throw new Failure(`There is no file \`${path}\`, which \`millrace.app\` in package.json names.`);
  return app ? { file, app } : { file };
}

function appOf(manifest: string): string | undefined {
  try {
    const { millrace } = JSON.parse(readFileSync(manifest, "utf8")) as { millrace?: { app?: unknown } };
    return typeof millrace?.app === "string" ? millrace.app : undefined;
  } catch (error) {
    throw new Failure(
      `${manifest} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function conventionalEntry(folder: string): Entry {
  const paths = folders.flatMap((place) =>
    names.flatMap((name) => extensions.map((extension) => join(folder, place, `${name}.${extension}`))),
  );
  const file = paths.find((path) => existsSync(path));
  if (!file)
    throw new Failure(
      `There is no program in ${folder}: no main.ts, app.ts, api.ts or index.ts, here or in src. ` +
        "Name the file: `millrace dev path/to/file.ts`.",
    );
  return { file };
}

/** What the commands ask of an app. Known by its members, since the program may hold another copy of Millrace than this. */
function isApp(value: unknown): boolean {
  const app = value as { handle?: unknown; openapi?: unknown } | null;
  return typeof app === "object" && typeof app?.handle === "function" && typeof app.openapi === "function";
}

/** The name of the export that is the app: `name` where it is given, else `default`, `app`, `api`, else the first. Throws `Failure`. */
export function chooseExport(
  exports: Readonly<Record<string, unknown>>,
  name: string | undefined,
  file: string,
): string {
  const all = Object.keys(exports);
  if (name !== undefined) {
    if (!all.includes(name)) throw new Failure(`${file} does not export \`${name}\`. ${listOf(all)}`);
    if (!isApp(exports[name])) throw new Failure(`The export \`${name}\` of ${file} is not a Millrace app.`);
    return name;
  }
  const found = ["default", "app", "api", ...all].find((key) => isApp(exports[key]));
  if (found === undefined)
    throw new Failure(`${file} exports no Millrace app: add \`export default app;\`. ${listOf(all)}`);
  return found;
}

function listOf(all: readonly string[]): string {
  if (all.length === 0) return "It exports nothing.";
  return `It exports ${all.map((key) => `\`${key}\``).join(", ")}.`;
}
