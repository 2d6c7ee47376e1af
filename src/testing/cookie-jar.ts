/** The cookies that a client keeps between requests, by name: one host, every path (enough for tests of one app). */
export class CookieJar extends Map<string, string> {
  /** Takes in the `Set-Cookie` headers of an answer; an expired cookie is forgotten. */
  take({ headers }: { readonly headers: Headers }): void {
    for (const line of headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const mark = pair.indexOf("=");
      const name = pair.slice(0, mark).trim();
      if (attributes.some(isExpired)) this.delete(name);
      else this.set(name, pair.slice(mark + 1).trim());
    }
  }

  /** The `Cookie` header, empty where there is none to send. */
  header(): string {
    return Array.from(this, ([name, value]) => `${name}=${value}`).join("; ");
  }
}

function isExpired(attribute: string): boolean {
  const [name = "", value = ""] = attribute.split("=").map((part) => part.trim());
  if (/^max-age$/i.test(name)) return Number(value) <= 0;
  return /^expires$/i.test(name) && Date.parse(value) <= Date.now();
}
