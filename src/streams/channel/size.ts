/** About how many bytes a value takes: its texts, bytes and numbers, and those of all that it holds. */
export function sizeOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return ownSize(value);
  const seen = new Set<object>([value]);
  let size = 0;
  // A set gives what is added while it is gone through, too.
  for (const object of seen) {
    size += ownSize(object);
    for (const part of partsOf(object)) {
      if (typeof part === "object" && part !== null) seen.add(part);
      else size += ownSize(part);
    }
  }
  return size;
}

function ownSize(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  return 8;
}

function partsOf(object: object): Iterable<unknown> {
  if (ArrayBuffer.isView(object)) return [];
  if (object instanceof Map) return [...object.keys(), ...object.values()];
  if (object instanceof Set || Array.isArray(object)) return object;
  return Object.entries(object).flat();
}
