import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openapiDocument } from "../../src/openapi/document.ts";
import { fastapiUniqueId } from "../../src/openapi/operation-id.ts";
import type { Service } from "./describe.ts";
import { bodyServices } from "./tutorial-bodies.ts";
import { parameterServices } from "./tutorial-parameters.ts";
import { responseServices } from "./tutorial-responses.ts";
import { assertValidDocument } from "./validate.ts";

/** Documents as FastAPI 0.141.1 wrote them for its tutorial programs, one a line. */
const recorded = new Map<string, Record<string, unknown>>(
  readFileSync(join(import.meta.dirname, "fastapi-documents.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { name: string; document: Record<string, unknown> })
    .map(({ name, document }) => [name, document]),
);

const services: Readonly<Record<string, Service>> = {
  ...parameterServices,
  ...bodyServices,
  ...responseServices,
};

for (const [name, { info, operations }] of Object.entries(services)) {
  test(`the document of ${name} is FastAPI's`, async () => {
    const document = openapiDocument({ title: "FastAPI", version: "0.1.0", ...info }, operations, {
      generateUniqueId: fastapiUniqueId,
    });
    const expected = withoutQuirks(recorded.get(name) ?? assert.fail(`${name} is not recorded`));
    assert.deepEqual(JSON.parse(JSON.stringify(document)), expected);
    await assertValidDocument(document);
  });
}

test("every recorded document is rebuilt", () => {
  assert.deepEqual(Array.from(recorded.keys()).sort(), Object.keys(services).sort());
});

/** FastAPI says 3.1 also where it uses a keyword of 3.2. */
function withoutQuirks(document: Record<string, unknown>): Record<string, unknown> {
  return JSON.stringify(document).includes('"itemSchema"') ? { ...document, openapi: "3.2.0" } : document;
}
