import assert from "node:assert/strict";
import { test } from "node:test";
import { type EventStream, Millrace, type ServerSentEvent } from "../../src/index.ts";
import { assertValidDocument } from "./validate.ts";

interface Price {
  price: number;
}

interface Trade {
  amount: number;
}

async function* none(): AsyncGenerator<never> {}

const app = new Millrace();
app.get("/lines", (): AsyncGenerator<Price> => none());
app.get("/all", { formats: ["events", "lines", "array"] }, (): AsyncGenerator<Price> => none());
app.get("/told", { formats: ["lines", "events"], errorRecords: true }, (): AsyncGenerator<Price> => none());
app.get("/events", (): EventStream<Price> => none());
app.get("/types", (): EventStream<ServerSentEvent<Price, "price"> | ServerSentEvent<Trade, "trade">> =>
  none(),
);
app.get("/others", (): EventStream<Trade | ServerSentEvent<Price, "price">> => none());

/** What the document says of the content of a path's answer. */
function contentAt(path: string): unknown {
  const item = app.openapi().paths[path] as unknown as {
    get: { responses: { 200: { content: unknown } } };
  };
  return item.get.responses[200].content;
}

const price = { $ref: "#/components/schemas/Price" };
const trade = { $ref: "#/components/schemas/Trade" };
const dataOf = (contentSchema: unknown): unknown => ({
  type: "string",
  contentMediaType: "application/json",
  contentSchema,
});
const rest = { id: { type: "string" }, retry: { type: "integer", minimum: 0 } };
const record = {
  type: "object",
  properties: { status: { type: "integer" }, detail: {} },
  required: ["status", "detail"],
};
const named = (event: string, data: unknown): unknown => ({
  type: "object",
  properties: { data: dataOf(data), event: { const: event }, ...rest },
  required: ["data", "event"],
});
const unnamed = (data: unknown, event: unknown = { type: "string" }): unknown => ({
  type: "object",
  properties: { data: dataOf(data), event, ...rest },
  required: ["data"],
});

test("items are documented as JSON Lines", () => {
  assert.deepEqual(contentAt("/lines"), { "application/jsonl": { itemSchema: price } });
});

test("formats that a route names are documented, in their order", () => {
  const content = contentAt("/all") as object;
  assert.deepEqual(Object.keys(content), ["text/event-stream", "application/jsonl", "application/json"]);
  assert.deepEqual(content, {
    "text/event-stream": { itemSchema: unnamed(price) },
    "application/jsonl": { itemSchema: price },
    "application/json": { schema: { type: "array", items: price } },
  });
});

test("records of failures are documented beside the items", () => {
  const line = { type: "object", properties: { error: record }, required: ["error"] };
  assert.deepEqual(contentAt("/told"), {
    "application/jsonl": { itemSchema: { anyOf: [price, line] } },
    "text/event-stream": {
      itemSchema: {
        oneOf: [unnamed(price, { type: "string", not: { enum: ["error"] } }), named("error", record)],
      },
    },
  });
});

test("events of one type have one schema, and those of several one each, told apart by their type", () => {
  assert.deepEqual(contentAt("/events"), { "text/event-stream": { itemSchema: unnamed(price) } });
  assert.deepEqual(contentAt("/types"), {
    "text/event-stream": { itemSchema: { oneOf: [named("price", price), named("trade", trade)] } },
  });
  assert.deepEqual(contentAt("/others"), {
    "text/event-stream": {
      itemSchema: {
        oneOf: [named("price", price), unnamed(trade, { type: "string", not: { enum: ["price"] } })],
      },
    },
  });
});

test("a document with item schemas is one of OpenAPI 3.2", () => {
  assert.equal(app.openapi().openapi, "3.2.0");
});

test("which two validators take for valid", () => assertValidDocument(app.openapi()));
