import { fileURLToPath } from "node:url";
import type { Exchange } from "../http/engine.ts";
import { HTTPException } from "../http/exception.ts";
import { parseWeights } from "../http/weights.ts";
import type { Answer } from "./answer.ts";
import { ServedFolder, type ServedFolderOptions } from "./served-folder.ts";

/** What is built, and what stands in for what is not there. */
export interface FrontendOptions extends ServedFolderOptions {
  /**
   * What is sent for a path without a file: `404.html`, with 404; `index.html`, to browsers that go to a page; nothing but
   * the 404 of the app for `null`. `auto`, the default, is the first of the two that is there.
   */
  readonly fallback?: "auto" | "index.html" | "404.html" | null;
}

/** The pages of a built frontend, whose own script may know more paths than there are files. */
export class Frontend {
  /** The folder as it was named. */
  readonly directory: string;
  readonly #folder: ServedFolder;
  readonly #fallback: FrontendOptions["fallback"];

  /** Throws an `Error` where there is no such folder, or not the fallback that is named, unless `checkDir` is off. */
  constructor(options: FrontendOptions) {
    const fallback = options.fallback === undefined ? "auto" : options.fallback;
    this.#folder = new ServedFolder(options, fallback === null || fallback === "auto" ? undefined : fallback);
    const { directory } = options;
    this.directory = typeof directory === "string" ? directory : fileURLToPath(directory);
    this.#fallback = fallback;
  }

  /**
   * The answer to a request whose target begins where the folder does; rejects with an `HTTPException` of 404 or 405, and
   * with an `Error` where the page that is to stand in is missing.
   */
  async respond(exchange: Exchange): Promise<Answer> {
    const { method } = exchange;
    if (method !== "GET" && method !== "HEAD") {
      if (!(await this.#folder.holds(exchange))) throw new HTTPException(404);
      throw new HTTPException(405, undefined, { headers: { allow: "GET, HEAD" } });
    }
    const folder = this.#folder;
    const answer =
      (await folder.file(exchange)) ?? (await folder.index(exchange)) ?? (await this.#standIn(exchange));
    if (!answer) throw new HTTPException(404);
    return answer;
  }

  async #standIn(exchange: Exchange): Promise<Answer | undefined> {
    const fallback = this.#fallback;
    if (fallback === null) return undefined;
    if (fallback !== "index.html") {
      const page = await this.#folder.named(["404.html"], exchange, 404);
      if (page) return page;
      if (fallback === "404.html") throw this.#missing(fallback);
    }
    if (!isNavigation(exchange)) return undefined;
    const page = await this.#folder.named(["index.html"], exchange, 200);
    if (!page && fallback === "index.html") throw this.#missing(fallback);
    return page;
  }

  #missing(name: string): Error {
    return new Error(`the fallback ${name} is not in ${this.directory}`);
  }
}

/** A browser goes to a page: it asks for HTML by that name, and not for something like `/assets/app.js`. */
function isNavigation(exchange: Exchange): boolean {
  const [path = ""] = exchange.target.split("?");
  if (path.slice(path.lastIndexOf("/")).includes(".")) return false;
  const weights = parseWeights(exchange.header("accept") ?? "");
  return ["text/html", "application/xhtml+xml"].some((type) => (weights.get(type) ?? 0) > 0);
}
