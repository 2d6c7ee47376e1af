import { createHash, timingSafeEqual } from "node:crypto";
import type { PieceCheck } from "./disk.ts";

/** The algorithms of `Upload-Checksum`, as `Tus-Checksum-Algorithm` lists them. */
export const checksumAlgorithms: readonly string[] = ["sha1", "sha256", "sha512", "md5"];

/** The bytes of a request are not those that its checksum is of: 460. */
export class ChecksumMismatch extends Error {
  override readonly name = "ChecksumMismatch";
}

/** What `Upload-Checksum` says, to be held against the bytes; `undefined` where it says nothing that is understood. */
export function parseChecksum(header: string): PieceCheck | undefined {
  const [algorithm = "", value = ""] = header.split(" ");
  if (!checksumAlgorithms.includes(algorithm)) return undefined;
  const expected = Buffer.from(value, "base64");
  const hash = createHash(algorithm);
  return {
    take: (piece) => void hash.update(piece),
    end() {
      const digest = hash.digest();
      if (digest.length !== expected.length || !timingSafeEqual(digest, expected)) {
        throw new ChecksumMismatch(`the ${algorithm} of the bytes is another`);
      }
    },
  };
}
