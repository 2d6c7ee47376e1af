import assert from "node:assert/strict";
import { test } from "node:test";
import { openapiDocument } from "../../src/openapi/document.ts";
import type { JsonObject } from "../../src/openapi/merge.ts";
import {
  definitions,
  documentOf,
  fields,
  integer,
  json,
  list,
  named,
  noted,
  nullable,
  object,
  operation,
  parameter,
  responsesOf,
  schemasOf,
  string,
  value,
} from "./describe.ts";
import { assertValidDocument } from "./validate.ts";

test("every field of the information has its place", async () => {
  const document = openapiDocument(
    {
      title: "Shop",
      version: "2",
      summary: "Sells",
      description: "Sells **things**",
      termsOfService: "https://example.com/terms",
      contact: { name: "Ada", url: "https://example.com", email: "ada@example.com" },
      license: { name: "MIT", identifier: "MIT" },
      servers: [{ url: "https://{area}.example.com", variables: { area: { default: "eu" } } }],
      tags: [{ name: "a", externalDocs: { url: "https://example.com/a" } }],
      externalDocs: { url: "https://example.com/more", description: "More" },
    },
    [],
  );
  await assertValidDocument(document);
  assert.deepEqual(Object.keys(document), ["openapi", "info", "servers", "paths", "tags", "externalDocs"]);
  assert.deepEqual(Object.keys(document.info), [
    "title",
    "version",
    "summary",
    "description",
    "termsOfService",
    "contact",
    "license",
  ]);
});

test("fields of an operation stand in FastAPI's order", async () => {
  const document = await documentOf(
    operation("POST /a/{id}", "makeIt", {
      tags: ["a"],
      description: "Text",
      deprecated: true,
      parameters: [parameter("path id", string)],
      body: json("it", string),
      security: [{ name: "Key", scheme: { type: "apiKey", in: "header", name: "x-key" }, scopes: [] }],
    }),
  );
  assert.deepEqual(Object.keys(document.paths["/a/{id}"]?.["post"] ?? {}), [
    "tags",
    "summary",
    "description",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "deprecated",
    "security",
  ]);
});

test("a parameter that may be absent is not one that may be null", async () => {
  const document = await documentOf(
    operation("GET /a", "read", {
      parameters: [parameter("query absent?", string), parameter("query empty", nullable(string))],
    }),
  );
  assert.deepEqual(document.paths["/a"]?.["get"]?.["parameters"], [
    { name: "absent", in: "query", required: false, schema: { type: "string", title: "Absent" } },
    {
      name: "empty",
      in: "query",
      required: true,
      schema: { anyOf: [{ type: "string" }, { type: "null" }], title: "Empty" },
    },
  ]);
});

test("a parameter told twice stands once, required if either is; headers whatever their case", async () => {
  const document = await documentOf(
    operation("GET /a/{id}", "read", {
      parameters: [
        parameter("cookie c?", string),
        parameter("header X-Key?", string),
        parameter("query q?", string),
        parameter("header x-key", string),
        parameter("query q", integer),
        parameter("query q?", string),
        parameter("path id", string),
      ],
    }),
  );
  const parameters = document.paths["/a/{id}"]?.["get"]?.["parameters"] as JsonObject[];
  assert.deepEqual(
    parameters.map(({ in: source, name, required }) => [source, name, required]),
    [
      ["path", "id", true],
      ["query", "q", true],
      ["header", "x-key", true],
      ["cookie", "c", false],
    ],
  );
  assert.deepEqual(parameters[1]?.["schema"], { type: "integer", title: "Q" });
});

test("a method that 3.1 does not know makes the version 3.2", async () => {
  const document = await documentOf(operation("GET /a", "a", { methods: ["GET", "QUERY", "COPY"] }));
  assert.equal(document.openapi, "3.2.0");
  assert.deepEqual(Object.keys(document.paths["/a"] ?? {}), ["get", "query", "additionalOperations"]);
  assert.deepEqual(Object.keys(document.paths["/a"]?.["additionalOperations"] ?? {}), ["COPY"]);
});

test("several methods of one path stand together, each with an id", async () => {
  const document = await documentOf(
    operation("GET /a", "f", { methods: ["GET", "PUT"] }),
    operation("POST /a", "g", { summary: "Its own" }),
  );
  const path = document.paths["/a"] ?? {};
  assert.deepEqual(
    Object.entries(path).map(([method, { operationId, summary }]) => [method, operationId, summary]),
    [
      ["get", "f", "F"],
      ["put", "f_put", "F"],
      ["post", "g", "Its own"],
    ],
  );
});

test("fields of a body are a named type, whose own fields are titled", async () => {
  const document = await documentOf(
    operation("PUT /a", "save", {
      body: fields("application/json", { itemCount: integer, "note?": noted(string, { description: "N" }) }),
    }),
  );
  assert.deepEqual(schemasOf(document)["Body_save"], {
    properties: {
      itemCount: { type: "integer", title: "Item Count" },
      note: { type: "string", title: "Note", description: "N" },
    },
    type: "object",
    required: ["itemCount"],
    title: "Body_save",
  });
});

test("an extra field is merged into the finished operation", async () => {
  const document = await documentOf(
    operation("GET /a", "f", {
      tags: ["one"],
      openapiExtra: { tags: ["two"], "x-own": { a: 1 }, responses: { 200: { description: "Mine" } } },
    }),
  );
  const object = document.paths["/a"]?.["get"];
  assert.deepEqual(object?.["tags"], ["one", "two"]);
  assert.deepEqual(object?.["x-own"], { a: 1 });
  assert.equal(responsesOf(document)["200"]?.["description"], "Mine");
});

test("the author's own ValidationError stands beside FastAPI's", async () => {
  const document = await documentOf(
    operation("GET /a", "f", {
      parameters: [parameter("query q?", string)],
      result: value(named("shop.ts#ValidationError")),
      definitions: {
        "shop.ts#ValidationError": { name: "ValidationError", type: object({ mine: string }) },
      },
    }),
  );
  assert.deepEqual(Object.keys(schemasOf(document)), [
    "HTTPValidationError",
    "ValidationError",
    "shop__ValidationError",
  ]);
});

test("only what is referred to becomes a component, recursive types too", async () => {
  const document = await documentOf(
    operation("GET /a", "f", {
      result: value(named("Tree")),
      definitions: definitions({
        Tree: object({ "leaves?": list(named("Tree")), leaf: named("Leaf") }),
        Leaf: object({ green: string }),
        Unused: string,
      }),
    }),
  );
  assert.deepEqual(Object.keys(schemasOf(document)), ["Leaf", "Tree"]);
});
