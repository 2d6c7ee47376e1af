const units = { date: /^[YMWD]/, time: /^[HMS]/ };

/** What is wrong with text that is not an ISO 8601 duration, in pydantic's words. */
export function durationFault(text: string): string {
  const bare = text.replace(/^[+-]/, "");
  if (bare === "" || bare === "P" || bare === "PT") return "input is too short";
  if (!bare.startsWith("P")) {
    return /^\d/.test(bare)
      ? '"day" identifier in duration not correctly formatted'
      : "invalid digit in duration";
  }
  let [part, rest]: ["date" | "time", string] = ["date", bare.slice(1)];
  while (rest) {
    if (part === "date" && rest.startsWith("T")) {
      [part, rest] = ["time", rest.slice(1)];
      continue;
    }
    const [quantity] = /^\d+(?:[.,]\d+)?/.exec(rest) ?? [];
    if (quantity === undefined) return "invalid digit in duration";
    rest = rest.slice(quantity.length);
    if (!units[part].test(rest)) return `quantity invalid in ${part} part of duration`;
    rest = rest.slice(1);
  }
  return "quantity invalid in date part of duration";
}
