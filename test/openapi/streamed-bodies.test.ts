import assert from "node:assert/strict";
import { test } from "node:test";
import { type Body, DiagnosticError, type FormPart, Millrace } from "../../src/index.ts";
import { assertValidDocument } from "./validate.ts";

interface Order {
  id: number;
}

const app = new Millrace({ title: "Orders", version: "1" });
app.post("/orders", (_orders: AsyncIterable<Order>): number => 0);
app.post("/bytes", (_bytes: AsyncIterable<Uint8Array>): number => 0);
app.post("/image", (_image: Body<AsyncIterable<Uint8Array>, { mediaType: "image/png" }>): number => 0);
app.post("/parts", (_parts: AsyncIterable<FormPart>): number => 0);
app.post("/hidden", (_orders: Body<AsyncIterable<Order>, { includeInSchema: false }>): number => 0);

/** What the document says of the body of a path's request. */
function bodyAt(path: string): unknown {
  const item = app.openapi().paths[path] as unknown as { post: { requestBody?: unknown } };
  return item.post.requestBody;
}

test("items are documented in both formats, bytes by their media type, and parts as a form", () => {
  const order = { $ref: "#/components/schemas/Order" };
  assert.deepEqual(bodyAt("/orders"), {
    content: {
      "application/jsonl": { itemSchema: order },
      "application/json": { schema: { type: "array", items: order } },
    },
    required: true,
  });
  assert.deepEqual(bodyAt("/bytes"), {
    content: { "application/octet-stream": { schema: {} } },
    required: true,
  });
  assert.deepEqual(bodyAt("/image"), { content: { "image/png": { schema: {} } }, required: true });
  assert.deepEqual(bodyAt("/parts"), {
    content: { "multipart/form-data": { schema: { type: "object" } } },
    required: true,
  });
  assert.equal(bodyAt("/hidden"), undefined);
});

test("the document is one of OpenAPI 3.2, and valid", async () => {
  assert.equal(app.openapi().openapi, "3.2.0");
  await assertValidDocument(app.openapi());
});

test("a body that is taken as it comes is the only one of its request", () => {
  const wrong = new Millrace();
  const isMR105 = (error: unknown): boolean =>
    error instanceof DiagnosticError && error.diagnostics.every(({ code }) => code === "MR105");
  assert.throws(() => wrong.post("/1", (_a: AsyncIterable<Order>, _b: Order) => 0), isMR105);
  assert.throws(() => wrong.post("/2", (_a: File, _b: AsyncIterable<Order>) => 0), isMR105);
  assert.throws(
    () => wrong.post("/3", (_a: AsyncIterable<Order>, _b: AsyncIterable<Uint8Array>) => 0),
    isMR105,
  );
});
