/**
 * A path with its percent-encoding undone, but for `%2F` and `%25`: so a slash that was encoded separates nothing, and what
 * is left can still be told from what was there. Escapes that are malformed or not UTF-8 stay as they were written.
 */
export function foldEscapes(path: string): string {
  if (!path.includes("%")) return path;
  return path.replace(/(?:%[0-9A-Fa-f]{2})+|%/g, (run) => protect(decode(run)));
}

/** Undoes the two escapes that `foldEscapes` leaves. */
export function unfoldEscapes(text: string): string {
  if (!text.includes("%")) return text;
  return text.replaceAll("%2F", "/").replaceAll("%25", "%");
}

/** The text of a pattern as it stands in a folded path. */
export function foldText(text: string): string {
  return text.replaceAll("%", "%25");
}

function decode(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch (error) {
    if (error instanceof URIError) return run;
    throw error;
  }
}

function protect(text: string): string {
  return foldText(text).replaceAll("/", "%2F");
}
