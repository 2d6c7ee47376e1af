/** A part of something: the places of its first and its last byte. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The range that a `Range` header asks for (RFC 9110 section 14.1.2), of something that is `size` bytes long. `undefined`
 * where the whole is the answer: another unit, several ranges, or none that can be read; `unsatisfiable` where there is
 * no such part.
 */
export function parseRange(header: string, size: number): ByteRange | "unsatisfiable" | undefined {
  const [, start = "", end = ""] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header) ?? [];
  if (start === "" && end === "") return undefined;
  if (start === "") return suffix(Number(end), size);
  const first = Number(start);
  const last = end === "" ? Infinity : Number(end);
  if (last < first) return undefined;
  return first < size ? { first, last: Math.min(last, size - 1) } : "unsatisfiable";
}

function suffix(length: number, size: number): ByteRange | "unsatisfiable" {
  return length > 0 && size > 0 ? { first: Math.max(size - length, 0), last: size - 1 } : "unsatisfiable";
}
