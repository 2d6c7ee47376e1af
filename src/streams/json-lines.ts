import type { Format } from "./format.ts";

/**
 * JSON Lines, one JSON value a line (jsonlines.org). JSON text written by us never holds a raw line break. A blank line is a
 * beat: readers skip it.
 */
export const jsonLines: Format = {
  mediaType: "application/jsonl",
  headers: ["content-type", "application/jsonl"],
  beat: "\n",
  heartbeat: 0,
  item: (json) => `${json}\n`,
  failure: (json) => `{"error":${json}}\n`,
};

/** The same under the name that was used before the standard one. */
export const newlineDelimitedJson: Format = {
  ...jsonLines,
  mediaType: "application/x-ndjson",
  headers: ["content-type", "application/x-ndjson"],
};
