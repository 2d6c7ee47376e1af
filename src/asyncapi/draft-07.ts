import type { JsonSchema } from "../schema/json-schema.ts";

/**
 * A schema of draft 2020-12 in the words of AsyncAPI's schema object (AsyncAPI 3.0, Schema Object), which are those of draft
 * 07: the items of a tuple are `items`, nothing counts beside a `$ref`, and a discriminator is the name of a property.
 */
export function draft07(schema: JsonSchema): JsonSchema {
  const { $ref, prefixItems, discriminator, ...rest } = inner(schema) as JsonSchema;
  const { items, ...untupled } = rest;
  const tuple = prefixItems
    ? { items: prefixItems, ...(items !== undefined && { additionalItems: items }) }
    : { ...(items !== undefined && { items }) };
  const whole = { ...untupled, ...tuple, ...nameOf(discriminator) };
  if ($ref === undefined) return whole;
  return Object.keys(whole).length === 0 ? { $ref } : { ...whole, allOf: [{ $ref }] };
}

function nameOf(discriminator: unknown): { readonly discriminator?: unknown } {
  return typeof discriminator === "object" && discriminator !== null && "propertyName" in discriminator
    ? { discriminator: discriminator.propertyName }
    : {};
}

/** Words whose values hold data, which may look like anything. */
const data: ReadonlySet<string> = new Set(["default", "examples", "const", "enum", "discriminator"]);

/** Words whose values are schemas by name. */
const named: ReadonlySet<string> = new Set(["properties", "patternProperties", "$defs"]);

/** The same with the schemas inside it in the words of draft 07. */
function inner(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([word, value]) => [
    word,
    data.has(word) ? value : named.has(word) ? each(value as JsonSchema) : below(value),
  ]);
  return Object.fromEntries(entries) as JsonSchema;
}

function each(schemas: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, below(schema)]));
}

function below(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(below);
  return typeof value === "object" && value !== null ? draft07(value as JsonSchema) : value;
}
