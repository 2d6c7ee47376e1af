/** A JSON object. */
export type JsonObject = { readonly [name: string]: unknown };

/** `extra` over `base`: objects are merged key by key, lists are joined, anything else is replaced. */
export function merged(base: JsonObject, extra: JsonObject): JsonObject {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(extra)) {
    const present = Object.hasOwn(base, name) ? base[name] : undefined;
    if (isObject(present) && isObject(value)) result[name] = merged(present, value);
    else if (isList(present) && isList(value)) result[name] = [...present, ...value];
    else result[name] = value;
  }
  return result;
}

/** Whether a value is a JSON object, and so neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
