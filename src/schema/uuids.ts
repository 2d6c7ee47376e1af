const groups = [8, 4, 4, 4, 12];
const invalid = /[^\da-f-]/iu;

/** What is wrong with text that is not a UUID, in pydantic's words; `undefined` where it is one (RFC 9562, section 4). */
export function uuidFault(text: string): string | undefined {
  const bare = text.replace(/^urn:uuid:/, "").replace(/^\{(.*)\}$/s, "$1");
  const wrong = invalid.exec(bare);
  if (wrong) return `invalid character: found \`${wrong[0]}\` at ${wrong.index + 1}`;
  if (!bare.includes("-")) {
    if (bare.length === 32) return undefined;
    return `invalid length: expected length 32 for simple format, found ${bare.length}`;
  }
  const parts = bare.split("-");
  if (parts.length !== 5) return `invalid group count: expected 5, found ${parts.length}`;
  const short = parts.findIndex((part, at) => part.length !== groups[at]);
  if (short < 0) return undefined;
  const found = parts[short]?.length;
  return `invalid group length in group ${short}: expected ${groups[short]}, found ${found}`;
}
