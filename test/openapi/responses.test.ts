import assert from "node:assert/strict";
import { test } from "node:test";
import type { OperationDescription } from "../../src/openapi/operation.ts";
import {
  documentOf,
  integer,
  json,
  object,
  operation,
  parameter,
  responsesOf,
  schemasOf,
  string,
  unknown,
  value,
} from "./describe.ts";

test("422 stands wherever something is validated and nothing else is declared for it", async () => {
  const parameters = [parameter("query q?", string)];
  const has = async (more: Partial<OperationDescription>): Promise<boolean> => {
    const document = await documentOf(operation("POST /a", "f", more));
    const answer = "422" in responsesOf(document, "/a", "post");
    assert.equal("HTTPValidationError" in schemasOf(document), answer);
    return answer;
  };
  assert.equal(await has({}), false);
  assert.equal(await has({ parameters }), true);
  assert.equal(await has({ body: json("a", string) }), true);
  for (const status of ["4XX", "4xx", "default", "DEFAULT"]) {
    assert.equal(await has({ parameters, responses: { [status]: {} } }), false, status);
  }
  assert.equal(await has({ parameters, responses: { 404: {} } }), true);
  const own = await documentOf(
    operation("GET /a", "f", { parameters, responses: { 422: { description: "No" } } }),
  );
  assert.deepEqual(responsesOf(own)["422"], { description: "No" });
});

test("further responses are described by their status where nobody does it", async () => {
  const document = await documentOf(
    operation("GET /a", "f", { responses: { 404: {}, "5xx": {}, default: {}, 299: {} } }),
  );
  assert.deepEqual(
    Object.entries(responsesOf(document)).map(([status, { description }]) => [status, description]),
    [
      ["200", "Successful Response"],
      ["299", "Additional Response"],
      ["404", "Not Found"],
      ["5XX", "Server Error"],
      ["default", "Default Response"],
    ],
  );
});

test("a further response may have headers, links, another media type and content of its own", async () => {
  const document = await documentOf(
    operation("GET /a", "f", {
      responses: {
        409: {
          type: object({ why: string }),
          mediaType: "application/problem+json",
          content: { "application/problem+json": { example: { why: "so" } }, "text/plain": {} },
          headers: { "retry-after": { schema: { type: "integer" } } },
          links: { again: { operationId: "f" } },
        },
      },
    }),
  );
  const conflict = responsesOf(document)["409"];
  assert.deepEqual(conflict?.["content"], {
    "application/problem+json": {
      example: { why: "so" },
      schema: {
        type: "object",
        properties: { why: { type: "string", title: "Why" } },
        required: ["why"],
        title: "Response 409 F",
      },
    },
    "text/plain": {},
  });
  assert.deepEqual(conflict?.["headers"], { "retry-after": { schema: { type: "integer" } } });
  assert.deepEqual(conflict?.["links"], { again: { operationId: "f" } });
});

test("a status without a body has no content", async () => {
  for (const status of [204, 205, 304]) {
    const document = await documentOf(operation("GET /a", "f", { status, result: value(string) }));
    assert.deepEqual(responsesOf(document), { [status]: { description: "Successful Response" } });
  }
});

test("bytes of a known media type are documented by it, those of an unknown one are not", async () => {
  const chunks = (mediaType?: string): Partial<OperationDescription> => ({
    result: { kind: "chunks", type: unknown, declared: true, ...(mediaType && { mediaType }) },
  });
  const document = await documentOf(
    operation("GET /a", "a", chunks()),
    operation("GET /b", "b", chunks("text/csv")),
    operation("GET /c", "c", {
      result: { kind: "response", type: string, declared: true, mediaType: "application/json" },
    }),
  );
  assert.deepEqual(responsesOf(document)["200"], { description: "Successful Response" });
  assert.deepEqual(responsesOf(document, "/b")["200"]?.["content"], {
    "text/csv": { schema: { type: "string" } },
  });
  assert.deepEqual(responsesOf(document, "/c")["200"]?.["content"], {
    "application/json": { schema: { type: "string", title: "Response C" } },
  });
});

test("a stream of items is documented by one of them, and makes the version 3.2", async () => {
  const items = await documentOf(
    operation("GET /a", "a", { result: { kind: "items", type: integer, declared: true } }),
  );
  assert.equal(items.openapi, "3.2.0");
  assert.deepEqual(responsesOf(items)["200"]?.["content"], {
    "application/jsonl": { itemSchema: { type: "integer", title: "Response A" } },
  });
  const none = await documentOf(
    operation("GET /a", "a", { status: 204, result: { kind: "items", type: integer, declared: true } }),
  );
  assert.equal(none.openapi, "3.1.0");
});
