const standard = /[^A-Za-z\d+/]/;
const urlSafe = /[^A-Za-z\d\-_]/;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Reads base64 (RFC 4648, section 4 or 5, padded or not), or says what is wrong, in the words of the decoder that
 * pydantic uses; places count bytes from 0.
 */
export function readBase64(text: string): Uint8Array | string {
  const bare = text.replace(/={1,2}$/, (padding) =>
    text.length % 4 === 0 || padding.length === 1 ? "" : padding,
  );
  const wrong = /[+/]/.test(bare) ? standard : urlSafe;
  return faultOf(text, stripPadding(text), wrong) ?? decode(stripPadding(text));
}

/** Padding may be short but must not go beyond a group of four. */
function stripPadding(text: string): string {
  const bare = text.replace(/=+$/, "");
  const padding = text.length - bare.length;
  return bare.length % 4 > 1 && padding <= 4 - (bare.length % 4) ? bare : text;
}

function faultOf(text: string, bare: string, wrong: RegExp): string | undefined {
  const found = wrong.exec(bare);
  if (found) {
    const [byte] = new TextEncoder().encode(bare.slice(found.index));
    return `Invalid symbol ${byte}, offset ${found.index}.`;
  }
  const rest = bare.length % 4;
  if (rest === 1) return `Invalid input length: ${text.length}`;
  const last = bare.at(-1) ?? "A";
  const bits = alphabet.indexOf(last.replace("-", "+").replace("_", "/"));
  const idle = rest === 2 ? 0b1111 : rest === 3 ? 0b11 : 0;
  return bits & idle ? `Invalid last symbol ${last.charCodeAt(0)}, offset ${bare.length - 1}.` : undefined;
}

function decode(bare: string): Uint8Array {
  const binary = atob(bare.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
