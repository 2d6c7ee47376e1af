import type { Definitions } from "../contract/type-model.ts";

/** Whether a type, or any type inside it, is of one of some kinds: a type model is plain data, so that data is walked. */
export function mentions(
  part: unknown,
  kinds: ReadonlySet<string>,
  definitions: Definitions,
  seen: Set<string> = new Set(),
): boolean {
  if (typeof part !== "object" || part === null) return false;
  if ("kind" in part && kinds.has(String(part.kind))) return true;
  if ("kind" in part && part.kind === "ref" && "id" in part && typeof part.id === "string") {
    if (seen.has(part.id)) return false;
    seen.add(part.id);
    return mentions(definitions[part.id]?.type, kinds, definitions, seen);
  }
  return Object.values(part).some((inner) => mentions(inner, kinds, definitions, seen));
}
