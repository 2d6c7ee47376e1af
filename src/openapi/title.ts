import type { JsonObject } from "./merge.ts";

/**
 * A name as a title: `readItems`, `read_items` and `read-items` are `Read Items`, `Read Items` and `Read-Items`, as
 * Python's `str.title` has it, with camel case split as well.
 */
export function titleOf(name: string): string {
  return name
    .replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, " ")
    .replaceAll("_", " ")
    .replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
}

/** The schema with a title, unless it has one or is a reference, whose target has one. */
export function withTitle(schema: JsonObject, title: string): JsonObject {
  return "$ref" in schema || "title" in schema ? schema : { ...schema, title };
}
