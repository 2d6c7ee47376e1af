/** A part of something: the places of its first and its last byte. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** A request for more ranges than this is answered with the whole, as RFC 9110 section 17.15 advises. */
const mostRanges = 100;

/**
 * The parts that a `Range` header asks for (RFC 9110 section 14.1.2), of something that is `size` bytes long: in the order
 * of the header, those that overlap or touch made one. `undefined` where the whole is the answer: another unit, too many
 * ranges, or a header that cannot be read; `unsatisfiable` where none of the parts is there.
 */
export function parseRange(
  header: string,
  size: number,
): readonly [ByteRange, ...ByteRange[]] | "unsatisfiable" | undefined {
  const list = /^bytes=(.*)$/i.exec(header)?.[1]?.split(",") ?? [];
  const specs = list.map((spec) => spec.replace(/^[ \t]+|[ \t]+$/g, "")).filter((spec) => spec !== "");
  if (specs.length === 0 || specs.length > mostRanges) return undefined;
  const ranges: ByteRange[] = [];
  for (const spec of specs) {
    const range = parseSpec(spec, size);
    if (range === undefined) return undefined;
    if (range.first < size) ranges.push(range);
  }
  const [first, ...more] = joined(ranges);
  return first ? [first, ...more] : "unsatisfiable";
}

/** `0-9`, `10-` or `-10`; one that is not there begins at the end. */
function parseSpec(spec: string, size: number): ByteRange | undefined {
  const [, start = "", end = ""] = /^(\d*)-(\d*)$/.exec(spec) ?? [];
  if (start === "") {
    // The last bytes of nothing are all of it, which no `Content-Range` can say.
    if (end === "" || (size === 0 && Number(end) > 0)) return undefined;
    return { first: Math.max(size - Number(end), 0), last: size - 1 };
  }
  const first = Number(start);
  const last = end === "" ? Infinity : Number(end);
  return last < first ? undefined : { first, last: Math.min(last, size - 1) };
}

/** Ranges that overlap or touch become one, in the place of the earliest of them (RFC 9110 section 15.3.7.2). */
function joined(ranges: readonly ByteRange[]): readonly ByteRange[] {
  const places = ranges.map((range, place) => ({ ...range, place }));
  const merged: { first: number; last: number; place: number }[] = [];
  for (const range of places.toSorted((one, other) => one.first - other.first)) {
    const before = merged.at(-1);
    if (before && range.first <= before.last + 1) {
      before.last = Math.max(before.last, range.last);
      before.place = Math.min(before.place, range.place);
    } else merged.push(range);
  }
  return merged.toSorted((one, other) => one.place - other.place).map(({ first, last }) => ({ first, last }));
}

/** A part as `Content-Range` tells of it. */
export function contentRange({ first, last }: ByteRange, size: number): string {
  return `bytes ${first}-${last}/${size}`;
}

/** How many bytes a part has. */
export function lengthOf({ first, last }: ByteRange): number {
  return last - first + 1;
}
