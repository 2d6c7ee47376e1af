import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { Plan } from "./plan.ts";

/** A body of this plan may hold a `bigint`, for which JSON is parsed in a slower way that keeps every digit. */
export function bodyCarriesBigints({ bodies }: Plan): boolean {
  return bodies.some(({ parameter, signature }) =>
    mentions(parameter.type, "bigint", signature.definitions, new Set()),
  );
}

/** A type model is plain data, so every type inside it is found by walking that data. */
function mentions(
  part: unknown,
  kind: TypeModel["kind"],
  definitions: Definitions,
  seen: Set<string>,
): boolean {
  if (typeof part !== "object" || part === null) return false;
  if ("kind" in part && part.kind === kind) return true;
  if ("kind" in part && part.kind === "ref" && "id" in part && typeof part.id === "string") {
    if (seen.has(part.id)) return false;
    seen.add(part.id);
    return mentions(definitions[part.id]?.type, kind, definitions, seen);
  }
  return Object.values(part).some((inner) => mentions(inner, kind, definitions, seen));
}
