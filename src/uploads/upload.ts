/** What is known of one upload. */
export interface Upload {
  /** Part of its URL; nobody can guess it. */
  readonly id: string;
  /** Bytes; `undefined` as long as the client has not said. */
  readonly size: number | undefined;
  /** What the client says of it: `filename`, `filetype` and whatever else; text. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Where its bytes are. */
  readonly path: string;
  /** Until when it can be gone on with; `undefined` where it is complete, or for ever. */
  readonly expires: Date | undefined;
  /** All bytes are there, and whoever wanted to know has been told. */
  readonly complete: boolean;
}

/** Reads `Upload-Metadata`: pairs of a key and Base64 (tus 1.0, "Upload-Metadata"). `undefined` where it is none. */
export function parseMetadata(header: string): Readonly<Record<string, string>> | undefined {
  const metadata: Record<string, string> = Object.create(null);
  for (const pair of header === "" ? [] : header.split(",")) {
    const [key = "", value = "", ...more] = pair.trim().split(" ");
    if (!/^[\x21-\x2b\x2d-\x7e]+$/.test(key) || more.length > 0 || key in metadata) return undefined;
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value)) return undefined;
    metadata[key] = Buffer.from(value, "base64").toString();
  }
  return metadata;
}

/** Writes `Upload-Metadata`. */
export function formatMetadata(metadata: Upload["metadata"]): string {
  return Object.entries(metadata)
    .map(([key, value]) => (value === "" ? key : `${key} ${Buffer.from(value).toString("base64")}`))
    .join(",");
}
