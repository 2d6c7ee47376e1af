import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

/** Without waiting, as opening a pipe that nobody writes to would; for a file it makes no difference. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A file that is open: what is told of it and what is read are of one version, even if another one takes its name. */
export class OpenFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** As HTTP writes a date; never one to come (RFC 9110 section 8.8.2.1). */
  readonly lastModified: string;
  /** A strong entity tag: it changes whenever the file does, as far as date and size can tell. */
  readonly etag: string;
  readonly #handle: FileHandle;
  #isOpen = true;

  private constructor(path: string, handle: FileHandle, size: number, modified: number) {
    this.path = path;
    this.size = size;
    this.lastModified = new Date(Math.min(modified, Date.now())).toUTCString();
    this.etag = `"${Math.round(modified * 1000).toString(36)}-${size.toString(36)}"`;
    this.#handle = handle;
  }

  /** `undefined` for a folder, a device or a pipe; rejects with what the system says where nothing can be opened. */
  static async open(path: string): Promise<OpenFile | undefined> {
    const handle = await open(path, flags);
    try {
      const stats = await handle.stat();
      if (stats.isFile()) return new OpenFile(path, handle, stats.size, stats.mtimeMs);
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return undefined;
  }

  /**
   * Fills `bytes` from a place of the file on, or as many of them as one read gives. Throws where the file has ended, and an
   * `AbortError` where it has been closed.
   */
  async read(bytes: Uint8Array, position: number): Promise<number> {
    if (!this.#isOpen) throw new DOMException("nobody waits for the file any more", "AbortError");
    const { bytesRead } = await this.#handle.read(bytes, 0, bytes.length, position);
    if (bytesRead === 0) throw new Error(`${this.path} became shorter while it was being sent`);
    return bytesRead;
  }

  /** Lets go of the file, after the reads that are under way; a second call does nothing. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    // It was only read: there is nothing that could be lost.
    this.#handle.close().catch(() => undefined);
  }
}
