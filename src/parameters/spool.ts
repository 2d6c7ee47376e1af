import { createWriteStream, openAsBlob, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** The folders that are there now; a process that ends before its requests do removes them on its way out. */
const folders = new Set<string>();

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** What is said of a file beside its bytes. */
export interface FileHead {
  readonly filename: string;
  /** Its media type. */
  readonly type: string;
}

/** Where the files of one form are kept: in memory up to so many bytes of all of them together, beyond on disk. */
export class Spool {
  readonly #memory: number;
  #held = 0;
  #folder: Promise<string> | undefined = undefined;

  /** Takes the number of bytes that may be held in memory. */
  constructor(memory: number) {
    this.#memory = memory;
  }

  /** There are files on disk. */
  get isUsed(): boolean {
    return this.#folder !== undefined;
  }

  /** Reads a file to its end and keeps it. Throws what the source throws, and what the disk does. */
  async keep(bytes: AsyncIterable<Buffer<ArrayBuffer>>, { filename, type }: FileHead): Promise<File> {
    const chunks: Buffer<ArrayBuffer>[] = [];
    let size = 0;
    const source = bytes[Symbol.asyncIterator]();
    for (let step = await source.next(); !step.done; step = await source.next()) {
      chunks.push(step.value);
      size += step.value.length;
      this.#held += step.value.length;
      if (this.#held > this.#memory) {
        this.#held -= size;
        return new File([await this.#write(joined(chunks, source))], filename, { type });
      }
    }
    return new File(chunks, filename, { type });
  }

  /** Removes what is on disk; those files cannot be read any more. */
  async dispose(): Promise<void> {
    // A folder that could not be made need not be removed; `keep` has thrown why.
    const folder = await this.#folder?.catch(() => undefined);
    if (folder === undefined) return;
    await rm(folder, { recursive: true, force: true });
    folders.delete(folder);
    if (folders.size === 0) process.off("exit", removeAll);
  }

  async #write(bytes: AsyncIterable<Buffer>): Promise<Blob> {
    this.#folder ??= makeFolder();
    const path = join(await this.#folder, crypto.randomUUID());
    await pipeline(bytes, createWriteStream(path));
    return openAsBlob(path);
  }
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "millrace-"));
  if (folders.size === 0) process.once("exit", removeAll);
  folders.add(folder);
  return folder;
}

async function* joined(chunks: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks;
  for (let step = await rest.next(); !step.done; step = await rest.next()) yield step.value;
}
