const standard = /[^A-Za-z\d+/]/;
const urlSafe = /[^A-Za-z\d\-_]/;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Reads base64 (RFC 4648, section 4 or 5, padded or not), or says what is wrong, in the words of the decoder that
 * pydantic uses; places count bytes from 0.
 */
export function readBase64(text: string): Uint8Array | string {
  const bare = stripPadding(text);
  const wrong = /[+/]/.test(bare) ? standard : urlSafe;
  return faultOf(text, bare, wrong) ?? decode(bare);
}

/** Padding may be short but must not go beyond a group of four. */
function stripPadding(text: string): string {
  const padding = text.endsWith("==") ? 2 : Number(text.endsWith("="));
  const rest = (text.length - padding) % 4;
  return rest > 1 && padding <= 4 - rest ? text.slice(0, text.length - padding) : text;
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
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
