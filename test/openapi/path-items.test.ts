import assert from "node:assert/strict";
import { test } from "node:test";
import type { OpenAPIDocument } from "../../src/openapi/document.ts";
import { openapiDocument } from "../../src/openapi/document.ts";
import { definitions, json, named, object, operation, string, value } from "./describe.ts";
import { assertValidDocument } from "./validate.ts";

const types = definitions({ Event: object({ what: string }), Receipt: object({ id: string }) });
const event = { body: json("event", named("Event")), definitions: types };

async function checked(document: OpenAPIDocument): Promise<OpenAPIDocument> {
  await assertValidDocument(document);
  return document;
}

test("callbacks stand by name and expression, and their types among the components", async () => {
  const callbacks = [
    operation("POST {$request.body#/url}/paid", "paid", { ...event, result: value(named("Receipt")) }),
    operation("POST {$request.body#/url}/failed", "failed", event),
  ];
  const document = await checked(
    openapiDocument({ title: "Shop", version: "1" }, [operation("POST /orders", "order", { callbacks })]),
  );
  const order = document.paths["/orders"]?.["post"] ?? assert.fail();
  const byName = order["callbacks"] as Record<string, Record<string, Record<string, object>>>;
  assert.deepEqual(Object.keys(byName), ["paid", "failed"]);
  assert.deepEqual(byName["paid"]?.["{$request.body#/url}/paid"]?.["post"], {
    summary: "Paid",
    operationId: "paid",
    requestBody: {
      content: { "application/json": { schema: { $ref: "#/components/schemas/Event" } } },
      required: true,
    },
    responses: {
      200: {
        description: "Successful Response",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Receipt" } } },
      },
      422: {
        description: "Validation Error",
        content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } },
      },
    },
  });
  assert.deepEqual(Object.keys(document.components?.["schemas"] as object), [
    "Event",
    "HTTPValidationError",
    "Receipt",
    "ValidationError",
  ]);
});

test("a callback of two operations, and of a callback, has an id for each", async () => {
  const told = (): ReturnType<typeof operation> => operation("POST {$request.query.url}", "told", event);
  const asked = operation("POST {$request.query.url}", "asked", { callbacks: [told()] });
  const document = await checked(
    openapiDocument({ title: "Shop", version: "1" }, [
      operation("POST /a", "a", { callbacks: [told()] }),
      operation("POST /b", "b", { callbacks: [asked] }),
    ]),
  );
  const ids = Array.from(JSON.stringify(document).matchAll(/"operationId":"(\w+)"/g), ([, id]) => id);
  assert.equal(ids.length, 5);
  assert.equal(new Set(ids).size, 5);
});

test("webhooks stand beside the paths, by name", async () => {
  const webhooks = [operation("POST new-order", "newOrder", event)];
  const document = await checked(
    openapiDocument({ title: "Shop", version: "1" }, [operation("GET /", "root")], { webhooks }),
  );
  assert.deepEqual(Object.keys(document), ["openapi", "info", "paths", "webhooks", "components"]);
  assert.deepEqual(Object.keys(document.paths), ["/"]);
  assert.equal(document.webhooks?.["new-order"]?.["post"]?.["operationId"], "newOrder");
  const without = openapiDocument({ title: "Shop", version: "1" }, []);
  assert.equal("webhooks" in without, false);
});
