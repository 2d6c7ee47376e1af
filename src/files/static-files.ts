import type { Exchange } from "../http/engine.ts";
import { HTTPException } from "../http/exception.ts";
import { HeaderList } from "../http/headers.ts";
import type { Answer } from "./answer.ts";
import { ServedFolder, type ServedFolderOptions } from "./served-folder.ts";

/** What is served, and how. */
export interface StaticFilesOptions extends ServedFolderOptions {
  /** Serves `index.html` for a folder, and `404.html` for what is not there; off by default. */
  readonly html?: boolean;
}

const allow = "GET, HEAD, OPTIONS";

/**
 * The files of a folder, to be mounted: `app.mount("/static", new StaticFiles({ directory: "static" }))`. They are answered
 * as a `FileResponse` is; nothing outside of the folder can be reached.
 */
export class StaticFiles {
  readonly #folder: ServedFolder;
  readonly #html: boolean;

  /** Throws an `Error` where there is no such folder, unless `checkDir` is off. */
  constructor(options: StaticFilesOptions) {
    this.#folder = new ServedFolder(options);
    this.#html = options.html ?? false;
  }

  /** The answer to a request whose target begins where the folder does; rejects with an `HTTPException` of 404 or 405. */
  async respond(exchange: Exchange): Promise<Answer> {
    const { method } = exchange;
    if (method === "OPTIONS") return { status: 204, headers: new HeaderList(["allow", allow]), body: null };
    if (method !== "GET" && method !== "HEAD")
      throw new HTTPException(405, undefined, { headers: { allow } });
    const answer =
      (await this.#folder.file(exchange)) ?? (this.#html ? await this.#page(exchange) : undefined);
    if (!answer) throw new HTTPException(404);
    return answer;
  }

  async #page(exchange: Exchange): Promise<Answer | undefined> {
    return (await this.#folder.index(exchange)) ?? this.#folder.named(["404.html"], exchange, 404);
  }
}
