import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Upload } from "./upload.ts";

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is kept of an upload beside its bytes. */
interface Kept extends Pick<Upload, "size" | "metadata" | "complete"> {
  readonly expires?: number;
}

/**
 * Uploads as files of one folder: `<id>` holds the bytes, `<id>.json` what is known of them. How much has arrived is the
 * length of the file, so that nothing else needs to be right after a crash.
 */
export class UploadFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = resolve(folder);
    mkdirSync(this.#folder, { recursive: true });
  }

  async create(size: number | undefined, metadata: Upload["metadata"], lifetime: number): Promise<Upload> {
    const id = randomUUID();
    const expires = lifetime === Infinity ? undefined : new Date(Date.now() + lifetime * 1000);
    const upload = { id, size, metadata, path: join(this.#folder, id), expires, complete: false };
    await writeFile(upload.path, "", { flag: "wx" });
    await this.save(upload);
    return upload;
  }

  /** The upload of that id; `undefined` where there is none. */
  async find(id: string): Promise<Upload | undefined> {
    if (!idPattern.test(id)) return undefined;
    const path = join(this.#folder, id);
    let text: string;
    try {
      text = await readFile(`${path}.json`, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
    const { size, metadata, expires, complete } = JSON.parse(text) as Kept;
    return { id, size, metadata, path, expires: expires ? new Date(expires) : undefined, complete };
  }

  /** Keeps what has changed, all of it or nothing. */
  async save({ path, size, metadata, expires, complete }: Upload): Promise<void> {
    const kept = { size, metadata, complete, ...(expires && { expires: expires.getTime() }) };
    const draft = `${path}.${randomUUID()}.draft`;
    await writeFile(draft, JSON.stringify(kept));
    await rename(draft, `${path}.json`);
  }

  /** How many bytes have arrived. The file of one that is complete may have been moved away. */
  async offset({ path, size, complete }: Upload): Promise<number> {
    if (complete && size !== undefined) return size;
    return (await stat(path)).size;
  }

  /**
   * Writes pieces from `offset` on; resolves with where they end. What was written stays when the pieces fail, unless `check`
   * is given and does not hold of them in the end: then all are taken back.
   */
  async write(
    { path }: Upload,
    offset: number,
    pieces: AsyncIterable<Uint8Array>,
    check?: PieceCheck,
  ): Promise<number> {
    const file = await open(path, "r+");
    let position = offset;
    let kept = check === undefined;
    try {
      for await (const piece of pieces) {
        check?.take(piece);
        let written = 0;
        while (written < piece.length) {
          const { bytesWritten } = await file.write(piece, written, undefined, position + written);
          written += bytesWritten;
        }
        position += piece.length;
      }
      check?.end();
      kept = true;
      await file.datasync();
      return position;
    } finally {
      if (!kept) await file.truncate(offset);
      await file.close();
    }
  }

  async remove({ path }: Upload): Promise<void> {
    await rm(`${path}.json`, { force: true });
    await rm(path, { force: true });
  }

  /** Removes the uploads whose time is over, but for those that somebody is still at work on. */
  async removeExpired(isHeld: (id: string) => boolean): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      if (!name.endsWith(".json")) continue;
      const upload = await this.find(name.slice(0, -".json".length));
      if (upload && isExpired(upload) && !isHeld(upload.id)) await this.remove(upload);
    }
  }
}

/** Looks at pieces as they are written; `end` throws where they are not what they should be. */
export interface PieceCheck {
  take(piece: Uint8Array): void;
  end(): void;
}

/** The client has not come back in time. */
export function isExpired({ expires, complete }: Upload): boolean {
  return !complete && expires !== undefined && expires.getTime() <= Date.now();
}
