import { realpath as realpathWithCallback, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { OpenFile, tellsOfOpenFiles } from "./open-file.ts";

const realpath: (path: string) => Promise<string> = promisify(realpathWithCallback.native);

/** What of a folder is given away. */
export interface FolderOptions {
  /** Follows links that lead out of the folder; off by default. */
  readonly followSymlink?: boolean;
  /** Gives away what has a name that begins with a dot; off by default, but for `.well-known` (RFC 8615). */
  readonly dotfiles?: boolean;
}

/** What no name may hold: the end of a C string, and what separates names on one system or another. */
const separators = /[\0/\\]/;
/** Names that mean something else to Windows: streams and drives, wildcards, devices, and those it would shorten. */
const windowsNames = /[<>:"|?*]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A folder whose files are given away, and nothing outside of it. */
export class Folder {
  readonly path: string;
  readonly #options: FolderOptions;
  /** Where the folder really is, as far as is known: a link may lead elsewhere tomorrow. */
  #root = "";

  constructor(directory: string | URL, options: FolderOptions) {
    this.path = resolve(typeof directory === "string" ? directory : fileURLToPath(directory));
    this.#options = options;
  }

  /** Throws an `Error` where there is no such folder, or no file of a name in it. */
  check(name?: string): void {
    if (!statSync(this.path, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`there is no folder ${this.path} whose files could be served`);
    if (name !== undefined && !statSync(join(this.path, name), { throwIfNoEntry: false })?.isFile())
      throw new Error(`there is no ${name} in ${this.path}`);
  }

  /** The names of which the path of a URL consists; `undefined` where it is no way to a file of this folder. */
  namesOf(urlPath: string): readonly string[] | undefined {
    const names: string[] = [];
    for (const part of urlPath.split("/").slice(1)) {
      const name = decoded(part);
      if (name === undefined || !this.#gives(name)) return undefined;
      names.push(name);
    }
    // The last one is empty where the path ends with a slash.
    if (names.at(-1) === "") names.pop();
    return names.includes("") ? undefined : names;
  }

  /** The path of a file by its names. */
  pathOf(names: readonly string[]): string {
    return join(this.path, ...names);
  }

  /** Opens a file inside the folder; rejects, or gives `undefined`, where there is none. */
  async open(path: string): Promise<OpenFile | undefined> {
    if (this.#options.followSymlink) return OpenFile.open(path);
    if (tellsOfOpenFiles) return this.#held(await OpenFile.open(path));
    const real = await realpath(path);
    return (await this.#holds(real)) ? OpenFile.open(real) : undefined;
  }

  /** The file, where it is inside: what is open already cannot be exchanged for another one any more. */
  async #held(file: OpenFile | undefined): Promise<OpenFile | undefined> {
    let isInside = false;
    try {
      isInside = file !== undefined && (await this.#holds(file.realPath));
    } finally {
      if (!isInside) file?.close();
    }
    return isInside ? file : undefined;
  }

  async #holds(real: string): Promise<boolean> {
    if (isWithin(real, this.#root)) return true;
    this.#root = await realpath(this.path);
    return isWithin(real, this.#root);
  }

  #gives(name: string): boolean {
    if (separators.test(name)) return false;
    if (name.startsWith(".") && (name === "." || name === "..")) return false;
    if (process.platform === "win32" && windowsNames.test(name)) return false;
    return this.#options.dotfiles === true || !name.startsWith(".") || name === ".well-known";
  }
}

function isWithin(path: string, root: string): boolean {
  return root !== "" && (path === root || path.startsWith(root.endsWith(sep) ? root : root + sep));
}

/** `undefined` where the percent-encoding is broken, or not of UTF-8. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
