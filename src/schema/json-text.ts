// eslint-disable-next-line no-control-regex -- JSON must escape exactly these
const escaped = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** Up to this many characters a loop finds what must be escaped soonest, then a regular expression, then `JSON.stringify`. */
const [loopLength, expressionLength] = [12, 150];

/** A string as JSON text (RFC 8259, section 7); only text that may need escapes is handed to `JSON.stringify`. */
export function quote(text: string): string {
  if (text.length > loopLength) {
    return text.length > expressionLength || escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 34 || code === 92 || (code >= 0xd8_00 && code <= 0xdf_ff)) {
      return JSON.stringify(text);
    }
  }
  return `"${text}"`;
}

/** A date in UTC as RFC 3339 text, with a fraction only where it is not zero: `2026-01-02T03:04:05Z`. */
export function dateText(date: Date): string {
  const text = date.toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}

/** Bytes as base64 text (RFC 4648, section 4). */
export function base64Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
