/** What a client is to do with a body that has a name: save it, or show it. */
export type Disposition = "attachment" | "inline";

/**
 * The value of `Content-Disposition` for a name to save a body under (RFC 6266). A name that is no plain ASCII is
 * percent-encoded (RFC 8187).
 */
export function contentDisposition(disposition: Disposition, filename: string): string {
  if (/^[\x20-\x7e]*$/.test(filename) && !/["\\%]/.test(filename))
    return `${disposition}; filename="${filename}"`;
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename*=utf-8''${encoded}`;
}
