import { type ByteRange, contentRange, lengthOf } from "./range.ts";

/** A body of several parts: what stands before each of them, and after the last. */
export interface Byteranges {
  readonly mediaType: string;
  /** In bytes, with everything between the parts. */
  readonly length: number;
  readonly parts: readonly { readonly head: string; readonly range: ByteRange }[];
  readonly end: string;
}

/** Frames parts of something that is `size` bytes long as `multipart/byteranges` (RFC 9110 section 14.6). */
export function byteranges(
  ranges: readonly ByteRange[],
  size: number,
  contentType: string | undefined,
): Byteranges {
  // Nobody can put it into a file beforehand.
  const boundary = crypto.randomUUID().replaceAll("-", "");
  const type = contentType === undefined ? "" : `Content-Type: ${contentType}\r\n`;
  const parts = ranges.map((range, index) => ({
    head: `${index > 0 ? "\r\n" : ""}--${boundary}\r\n${type}Content-Range: ${contentRange(range, size)}\r\n\r\n`,
    range,
  }));
  const end = `\r\n--${boundary}--\r\n`;
  return {
    mediaType: `multipart/byteranges; boundary=${boundary}`,
    length: parts.reduce((sum, { head, range }) => sum + head.length + lengthOf(range), end.length),
    parts,
    end,
  };
}
