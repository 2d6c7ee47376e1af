import type { Format } from "./format.ts";

/** One JSON array, written as its elements come; what is left unfinished is no JSON. White space is a beat. */
export const jsonArray: Format = {
  mediaType: "application/json",
  headers: ["content-type", "application/json"],
  beat: "\n",
  heartbeat: 0,
  item: (json, isFirst) => (isFirst ? `[${json}` : `,${json}`),
  finish: (isEmpty) => (isEmpty ? "[]" : "]"),
};
