import { validate } from "@hyperjump/json-schema/openapi-3-1";
import "@hyperjump/json-schema/openapi-3-2";
import { Validator } from "@seriousme/openapi-schema-validator";
import assert from "node:assert/strict";

const metaSchemas: Readonly<Record<string, string>> = {
  "3.1.0": "https://spec.openapis.org/oas/3.1/schema-base",
  "3.2.0": "https://spec.openapis.org/oas/3.2/schema-base",
};

/**
 * Asserts that two independent validators take `document` (anything that is written as JSON) for an OpenAPI document of
 * the version that it says, that every reference has a target, and that no two operations share an id.
 */
export async function assertValidDocument(document: object): Promise<void> {
  const plain = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
  const metaSchema = metaSchemas[String(plain["openapi"])];
  assert.ok(metaSchema, `openapi: ${String(plain["openapi"])}`);

  const validator = new Validator();
  const seriousme = await validator.validate(structuredClone(plain));
  assert.ok(seriousme.valid, `seriousme: ${JSON.stringify(seriousme.errors, undefined, 2)}`);
  validator.resolveRefs();

  const hyperjump = await validate(metaSchema, plain as never, "DETAILED");
  assert.ok(hyperjump.valid, `hyperjump: ${JSON.stringify(hyperjump)}`);

  for (const ref of valuesOf(plain, "$ref")) {
    const steps = String(ref).replace("#/", "").split("/");
    const target = steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)?.[step], plain);
    assert.ok(target, `${String(ref)} has no target`);
  }
  const paths = Object.values(plain["paths"] ?? {}) as Record<string, { operationId?: string }>[];
  const ids = paths.flatMap((path) => Object.values(path).flatMap(({ operationId }) => operationId ?? []));
  assert.deepEqual(ids, Array.from(new Set(ids)), "operation ids are unique");
}

/** Each value that stands anywhere below `node` under `key`. */
function valuesOf(node: unknown, key: string): unknown[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === key && typeof value === "string" ? [value] : valuesOf(value, key),
  );
}
