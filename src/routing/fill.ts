import type { Pattern, PatternParameter } from "./pattern.ts";

/** What the parameters of a path are filled with. */
export type PathParameters = Readonly<Record<string, string | number | bigint | boolean>>;

/** The path that a pattern gives with these values, percent-encoded. Throws a `TypeError` for a value that is missing or cannot stand there. */
export function fillPattern({ path, parts }: Pattern, values: PathParameters): string {
  return parts
    .map((part) => (typeof part === "string" ? encodeURI(part) : fill(part, values, path)))
    .join("");
}

function fill({ name, convertor }: PatternParameter, values: PathParameters, path: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new TypeError(`the path ${path} needs a value for "${name}"`);
  const text = String(value);
  // A client would take these for the way up (RFC 3986 section 5.2.4), encoded or not.
  const climbs = text.split("/").some((segment) => segment === "." || segment === "..");
  const crosses = convertor.name === "str" && text === "";
  const fits = convertor.name === "str" ? !crosses : convertor.form.test(text);
  if (climbs || !fits)
    throw new TypeError(`${JSON.stringify(text)} cannot stand for {${name}} in the path ${path}`);
  const encoded = encodeURIComponent(text);
  return convertor.name === "path" ? encoded.replaceAll("%2F", "/") : encoded;
}
