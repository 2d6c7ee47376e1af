import { close, constants, existsSync, fstatSync, open, read, readlinkSync } from "node:fs";
import { promisify } from "node:util";

// A `FileHandle` would cost a small file a third more.
const openDescriptor: (path: string, flags: number) => Promise<number> = promisify(open);

/** Without waiting, as opening a pipe that nobody writes to would; for a file it makes no difference. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Where Linux tells of the files that a process has open (proc_pid_fd(5)). */
const openFiles = "/proc/self/fd";

/** Whether the system tells where an open file really is. */
export const tellsOfOpenFiles: boolean = process.platform === "linux" && existsSync(openFiles);

/** A file that is open: what is told of it and what is read are of one version, even if another one takes its name. */
export class OpenFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** As HTTP writes a date; never one to come (RFC 9110 section 8.8.2.1). */
  readonly lastModified: string;
  /** A strong entity tag: it changes whenever the file does, as far as date and size can tell. */
  readonly etag: string;
  readonly #descriptor: number;
  #isOpen = true;
  /** How many reads are under way. */
  #reads = 0;

  private constructor(path: string, descriptor: number, size: number, modified: number) {
    this.path = path;
    this.size = size;
    this.lastModified = new Date(Math.min(modified, Date.now())).toUTCString();
    this.etag = `"${Math.round(modified * 1000).toString(36)}-${size.toString(36)}"`;
    this.#descriptor = descriptor;
  }

  /** `undefined` for a folder, a device or a pipe; rejects with what the system says where nothing can be opened. */
  static async open(path: string): Promise<OpenFile | undefined> {
    const descriptor = await openDescriptor(path, flags);
    try {
      // Opening has just fetched what this tells: a thread would cost more than the answer.
      const stats = fstatSync(descriptor);
      if (stats.isFile()) return new OpenFile(path, descriptor, stats.size, stats.mtimeMs);
    } catch (error) {
      letGo(descriptor);
      throw error;
    }
    letGo(descriptor);
    return undefined;
  }

  /** Where the file really is, whatever links led to it; only where the system tells. It is in memory: nothing waits for a disk. */
  get realPath(): string {
    return readlinkSync(`${openFiles}/${this.#descriptor}`);
  }

  /**
   * Fills `bytes` from a place of the file on, or as many of them as one read gives. Throws where the file has ended, and an
   * `AbortError` where it has been closed.
   */
  read(bytes: Uint8Array, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen) throw new DOMException("nobody waits for the file any more", "AbortError");
      this.#reads += 1;
      read(this.#descriptor, bytes, 0, bytes.length, position, (error, count) => {
        this.#reads -= 1;
        if (!this.#isOpen && this.#reads === 0) letGo(this.#descriptor);
        if (error) reject(error);
        else if (count === 0) reject(new Error(`${this.path} became shorter while it was being sent`));
        else resolve(count);
      });
    });
  }

  /** Lets go of the file, after the reads that are under way; a second call does nothing. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.#reads === 0) letGo(this.#descriptor);
  }
}

/** The file was only read: nothing could be lost that closing it might tell of. */
function letGo(descriptor: number): void {
  close(descriptor, () => undefined);
}
