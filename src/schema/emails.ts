const atom = /[^\p{L}\p{M}\p{N}.!#$%&'*+\-/=?^_`{|}~]/gu;
const domainCharacter = /[^\p{L}\p{M}\p{N}.-]/gu;
const reserved = /(?:^|\.)(?:arpa|invalid|local|localhost|onion|test)$/i;

/** What is wrong with text that is not an email address (RFC 5321, RFC 6531), in the words of Python's usual validator. */
export function emailFault(address: string): string | undefined {
  const text = address.trim().replace(/^[^<>@"]*<([^<>]*)>$/, "$1");
  const at = text.startsWith('"') ? text.indexOf("@", text.lastIndexOf('"')) : text.indexOf("@");
  if (at < 0) return "An email address must have an @-sign.";
  return localFault(text.slice(0, at)) ?? domainFault(text.slice(at + 1), at);
}

function localFault(local: string): string | undefined {
  if (local === "") return "There must be something before the @-sign.";
  if (local.startsWith('"')) return "Quoting the part before the @-sign is not allowed here.";
  const wrong = listed(local, atom);
  if (wrong) return `The email address contains invalid characters before the @-sign: ${wrong}.`;
  return dotFault(local, "before");
}

function dotFault(part: string, side: "before" | "after"): string | undefined {
  const place =
    side === "before"
      ? ["start with a period", "have a period immediately before the @-sign"]
      : ["have a period immediately after the @-sign", "end with a period"];
  if (part.startsWith(".")) return `An email address cannot ${place[0]}.`;
  if (part.endsWith(".")) return `An email address cannot ${place[1]}.`;
  return part.includes("..") ? "An email address cannot have two periods in a row." : undefined;
}

function domainFault(domain: string, localLength: number): string | undefined {
  if (domain === "") return "There must be something after the @-sign.";
  if (/^\[.*\]$/s.test(domain)) return "A bracketed IP address after the @-sign is not allowed here.";
  const wrong = listed(domain, domainCharacter);
  if (wrong) return `The part after the @-sign contains invalid characters: ${wrong}.`;
  return (
    dotFault(domain, "after") ?? hyphenFault(domain) ?? lengthFault(domain, localLength) ?? nameFault(domain)
  );
}

function hyphenFault(domain: string): string | undefined {
  if (domain.startsWith("-")) return "An email address cannot have a hyphen immediately after the @-sign.";
  if (domain.endsWith("-")) return "An email address cannot end with a hyphen.";
  return /\.-|-\./.test(domain)
    ? "An email address cannot have a period and a hyphen next to each other."
    : undefined;
}

function lengthFault(domain: string, localLength: number): string | undefined {
  const long = Math.max(...domain.split(".").map((label) => label.length)) - 63;
  if (long > 0)
    return `After the @-sign, periods cannot be separated by so many characters (${tooMany(long)}).`;
  const excess = Math.max(domain.length - 253, localLength + 1 + domain.length - 320);
  return excess > 0 ? `The email address is too long after the @-sign (${tooMany(excess)}).` : undefined;
}

function nameFault(domain: string): string | undefined {
  if (!domain.includes(".")) return "The part after the @-sign is not valid. It should have a period.";
  if (reserved.test(domain)) {
    return "The part after the @-sign is a special-use or reserved name that cannot be used with email.";
  }
  return /\p{L}$/u.test(domain)
    ? undefined
    : "The part after the @-sign is not valid. It is not within a valid top-level domain.";
}

function tooMany(count: number): string {
  return `${count} character${count === 1 ? "" : "s"} too many`;
}

/** The characters that `wrong` finds, each once, as the validator writes them. */
function listed(text: string, wrong: RegExp): string {
  const found = [...new Set(text.match(wrong))].toSorted();
  return found.map((char) => (char === " " ? "SPACE" : nameOf(char))).join(", ");
}

function nameOf(char: string): string {
  if (/[\p{P}\p{S}]/u.test(char)) return char === "'" ? `"'"` : `'${char}'`;
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
