import { lookup } from "mrmime";
import type { Exchange } from "../http/engine.ts";
import { HeaderList } from "../http/headers.ts";
import { withCharset } from "../http/media-type.ts";
import type { Answer } from "./answer.ts";
import { Folder, type FolderOptions } from "./folder.ts";
import { answerFrom, type SendOptions } from "./send.ts";
import { found } from "./variants.ts";

/** What folder is served, and how. */
export interface ServedFolderOptions extends FolderOptions, SendOptions {
  /** Seen from the working directory where it is a relative path. */
  readonly directory: string | URL;
  /** Whether the folder must be there when the program starts, and not just at the first request; on by default. */
  readonly checkDir?: boolean;
  /**
   * The `Cache-Control` of all files, or of each by its path in the folder:
   * `(path) => (path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache")`.
   */
  readonly cacheControl?: string | ((path: string) => string | undefined);
}

/** The files of a folder as answers to requests whose targets begin where the folder does. */
export class ServedFolder {
  readonly #options: ServedFolderOptions;
  readonly #folder: Folder;
  #isThere = false;

  /** Throws an `Error` where there is no such folder, or not the file that must be in it, unless `checkDir` is off. */
  constructor(options: ServedFolderOptions, needed?: string) {
    this.#options = options;
    this.#folder = new Folder(options.directory, options);
    if (options.checkDir ?? true) this.#check(needed);
  }

  /** The file that a request asks for; `undefined` where there is none. */
  async file(exchange: Exchange): Promise<Answer | undefined> {
    const names = this.#folder.namesOf(pathOf(exchange.target));
    return names && !pathOf(exchange.target).endsWith("/") ? this.named(names, exchange, 200) : undefined;
  }

  /** The `index.html` of the folder that a request asks for, or the way there: its path ends with a slash. */
  async index(exchange: Exchange): Promise<Answer | undefined> {
    const path = pathOf(exchange.target);
    const names = this.#folder.namesOf(path);
    if (!names) return undefined;
    const index = [...names, "index.html"];
    if (path.endsWith("/")) return this.named(index, exchange, 200);
    if (!(await this.#has(index))) return undefined;
    const location = `${exchange.rootPath}${path}/${exchange.target.slice(path.length)}`;
    return { status: 307, headers: new HeaderList(["location", location]), body: null };
  }

  /** A file by its names, whatever was asked for. */
  async named(names: readonly string[], exchange: Exchange, status: number): Promise<Answer | undefined> {
    if (!this.#isThere) this.#check();
    const path = names.join("/");
    const headers = new HeaderList();
    headers.set("content-type", withCharset(lookup(path) ?? "application/octet-stream"));
    const { cacheControl } = this.#options;
    const cached = typeof cacheControl === "function" ? cacheControl(path) : cacheControl;
    if (cached !== undefined) headers.set("cache-control", cached);
    const open = this.#folder.open.bind(this.#folder);
    return found(answerFrom(this.#folder.pathOf(names), exchange, { status, headers }, this.#options, open));
  }

  /** Whether there is what a request asks for, if it were a GET. */
  async holds(exchange: Exchange): Promise<boolean> {
    const path = pathOf(exchange.target);
    const names = this.#folder.namesOf(path);
    return names !== undefined && this.#has(path.endsWith("/") ? [...names, "index.html"] : names);
  }

  async #has(names: readonly string[]): Promise<boolean> {
    if (!this.#isThere) this.#check();
    const file = await found(this.#folder.open(this.#folder.pathOf(names)));
    file?.close();
    return file !== undefined;
  }

  #check(needed?: string): void {
    this.#folder.check(needed);
    this.#isThere = true;
  }
}

/** The path of a target, without the query. */
function pathOf(target: string): string {
  const mark = target.indexOf("?");
  return mark < 0 ? target : target.slice(0, mark);
}
