/**
 * What a header such as `Accept-Encoding` or `Accept` lists: each value in lower case with its weight, from 0 (not wanted)
 * to 1 (RFC 9110 section 12.4.2). Other parameters are left out, and of a value that is repeated the first counts.
 */
export function parseWeights(header: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const item of header.split(",")) {
    const [name = "", ...parameters] = item.split(";");
    const value = name.trim().toLowerCase();
    if (value === "" || weights.has(value)) continue;
    const weight = parameters
      .map((parameter) => /^\s*q=(.*)$/i.exec(parameter)?.[1])
      .find((q) => q !== undefined);
    weights.set(value, weight === undefined ? 1 : weightOf(weight.trim()));
  }
  return weights;
}

/** What cannot be read is not wanted. */
function weightOf(text: string): number {
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}

/**
 * Those of the content codings that the client prefers to the bytes as they are, the most wanted first and, where it
 * wants them alike, in the order given (RFC 9110 section 12.5.3).
 */
export function acceptedCodings<T extends string>(
  header: string | undefined,
  codings: readonly T[],
): readonly T[] {
  if (header === undefined) return [];
  const weights = parseWeights(header);
  const any = weights.get("*");
  // What is not listed is acceptable, but wanted least.
  const plain = weights.get("identity") ?? 0;
  const wanted = (coding: T): number => weights.get(coding) ?? any ?? 0;
  return codings
    .filter((coding) => wanted(coding) > 0 && wanted(coding) >= plain)
    .toSorted((one, other) => wanted(other) - wanted(one));
}
