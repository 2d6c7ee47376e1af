import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";

const schema = createRequire(import.meta.url).resolve("@asyncapi/specs/schemas/3.0.0.json");
// The schema brings the meta-schema with it.
const ajv = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false });
const isValid = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

/** Asserts that a document is one of AsyncAPI 3.0, by the schema that its authors publish, and that its references lead somewhere. */
export function assertValid(document: object): void {
  const plain = JSON.parse(JSON.stringify(document)) as unknown;
  assert.ok(isValid(plain), JSON.stringify(isValid.errors?.slice(0, 5), null, 2));
  for (const ref of refsIn(plain)) assert.notEqual(at(plain, ref), undefined, ref);
}

function refsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "$ref" in value && typeof value.$ref === "string" ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(refsIn)];
}

function at(document: unknown, ref: string): unknown {
  const steps = ref.replace(/^#\//, "").split("/");
  let found = document;
  for (const step of steps) found = (found as Record<string, unknown> | undefined)?.[step];
  return found;
}
