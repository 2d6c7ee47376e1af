import type { JsonObject } from "./merge.ts";

/** The schema with a title, unless it has one or is a reference, whose target has one. */
export function withTitle(schema: JsonObject, title: string): JsonObject {
  return "$ref" in schema || "title" in schema ? schema : { ...schema, title };
}
