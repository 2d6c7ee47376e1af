import { acceptedCodings } from "../http/weights.ts";
import { OpenFile } from "./open-file.ts";

/** The endings of files that hold another one compressed, by their coding; where a client wants two alike, the earlier counts. */
const endings = { br: ".br", zstd: ".zst", gzip: ".gz" } as const;
const codings = Object.keys(endings) as (keyof typeof endings)[];

/** A file that is sent for another, or for itself. */
export interface Variant {
  readonly file: OpenFile;
  /** The content coding that it is in. */
  readonly coding: string | undefined;
}

/** Opens a file; `undefined` where it is none. */
export type Open = (path: string) => Promise<OpenFile | undefined>;

/**
 * Opens that of the compressed files beside a file which the client wants most, or the file itself; `undefined` where there
 * is a folder or the like, and rejects where there is nothing at all.
 */
export async function openVariant(
  path: string,
  acceptEncoding: string | undefined,
  open: Open = OpenFile.open,
): Promise<Variant | undefined> {
  for (const coding of acceptedCodings(acceptEncoding, codings)) {
    const file = await found(open(path + endings[coding]));
    if (file) return { file, coding };
  }
  const file = await open(path);
  return file && { file, coding: undefined };
}

/** What is not there, or must not be read, is not there; any other failure is one. */
export async function found<T>(pending: Promise<T>): Promise<T | undefined> {
  try {
    return await pending;
  } catch (error) {
    if (error instanceof Error && "code" in error && absent.has(error.code as string)) return undefined;
    throw error;
  }
}

/** What the system says of a name that leads to no file, or to one that is not ours to read. */
const absent = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP", "EACCES", "EPERM", "EINVAL"]);
