/** The media type of JSON Lines, one JSON value a line. */
export const jsonLinesType = "application/jsonl";

/** One line of JSON Lines; `json` holds no raw line break, because JSON text written by us never does. */
export function encodeLine(json: string): string {
  return `${json}\n`;
}
