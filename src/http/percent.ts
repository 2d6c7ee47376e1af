const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Undoes percent-encoding (RFC 3986 section 2.1) and never fails: a `%` that two hexadecimal digits do not follow stays as
 * it is, and bytes that are not UTF-8 become U+FFFD.
 */
export function percentDecode(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, decodeRun);
}

function decodeRun(run: string): string {
  const bytes = new Uint8Array(run.length / 3);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(run.slice(i * 3 + 1, i * 3 + 3), 16);
  return decoder.decode(bytes);
}
