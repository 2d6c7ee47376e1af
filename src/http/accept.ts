import { parseMediaType } from "./media-type.ts";

/** One entry of an `Accept` header. */
interface Range {
  readonly type: string;
  readonly subtype: string;
  /** 0 to 1; 0 is a refusal. */
  readonly quality: number;
}

/**
 * The media type, of those that are offered, that an `Accept` header prefers (RFC 9110 section 12.5.1): by quality, then
 * one that is named before one that a wildcard covers, then in the order of the offer. The first one where the header is
 * absent, or names none of them: it is a wish, which may be disregarded.
 */
export function preferredType(accept: string | undefined, offered: readonly [string, ...string[]]): string {
  const [first] = offered;
  if (accept === undefined || accept === "*/*") return first;
  const ranges = rangesOf(accept);
  let best = first;
  let [quality, precision] = [0, 0];
  for (const candidate of offered) {
    const fit = fitOf(candidate, ranges);
    if (fit.quality < quality || (fit.quality === quality && fit.precision <= precision)) continue;
    best = candidate;
    ({ quality, precision } = fit);
  }
  return quality > 0 ? best : first;
}

function rangesOf(accept: string): readonly Range[] {
  return accept.split(",").flatMap((entry) => {
    const parsed = parseMediaType(entry);
    const [type, subtype] = parsed?.essence.split("/") ?? [];
    if (!parsed || type === undefined || subtype === undefined) return [];
    const weight = Number(parsed.parameters.get("q") ?? 1);
    return { type, subtype, quality: weight >= 0 && weight <= 1 ? weight : 1 };
  });
}

/** What the most precise range that covers a media type says of it. */
function fitOf(candidate: string, ranges: readonly Range[]): { quality: number; precision: number } {
  const [type, subtype] = candidate.split("/");
  let fit = { quality: 0, precision: 0 };
  for (const range of ranges) {
    let precision = 0;
    if (range.type === type && range.subtype === subtype) precision = 3;
    else if (range.type === type && range.subtype === "*") precision = 2;
    else if (range.type === "*" && range.subtype === "*") precision = 1;
    if (precision > fit.precision) fit = { quality: range.quality, precision };
  }
  return fit;
}
