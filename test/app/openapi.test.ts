import assert from "node:assert/strict";
import { test } from "node:test";
import { Millrace, Router } from "../../src/index.ts";
import type { Int } from "../../src/index.ts";
import { assertValidDocument } from "../openapi/validate.ts";

interface Payment {
  order: string;
}

async function served(app: Millrace, path = "/openapi.json"): Promise<Record<string, any>> {
  return (await app.fetch(new Request(`http://test${path}`))).json() as Promise<Record<string, any>>;
}

test("webhooks are documented, also those that come after the document was asked for, and never answered", async () => {
  const app = new Millrace();
  app.openapi();
  app.webhooks.post("new-order", function newOrder(payment: Payment): void {
    void payment;
  });
  await assertValidDocument(app.openapi());
  const document = await served(app);
  assert.deepEqual(document["webhooks"]["new-order"].post.requestBody.content["application/json"].schema, {
    $ref: "#/components/schemas/Payment",
  });
  assert.deepEqual(document["paths"], {});
  const response = await app.fetch(new Request("http://test/new-order", { method: "POST" }));
  assert.equal(response.status, 404);
});

test("callbacks are documented with their route; a name in braces is a parameter, an expression is not", async () => {
  const callbacks = new Router({ tags: ["sent"] });
  callbacks.put("{$request.query.url}/orders/{id}", function orderMade(id: Int, payment: Payment): boolean {
    return id > 0 && payment.order !== "";
  });
  const app = new Millrace();
  app.post("/orders", { callbacks }, (url: URL) => url.href);
  await assertValidDocument(app.openapi());
  const { put } = (await served(app))["paths"]["/orders"].post.callbacks.orderMade[
    "{$request.query.url}/orders/{id}"
  ];
  assert.deepEqual(put.parameters, [
    { name: "id", in: "path", required: true, schema: { type: "integer", title: "Id" } },
  ]);
  assert.deepEqual(put.tags, ["sent"]);
});

test("an operation may have external documentation and fields of its own", async () => {
  const app = new Millrace({ openapiTags: [{ name: "b" }, { name: "a" }] });
  const externalDocs = { url: "https://example.com/more" };
  const openapiExtra = { "x-internal": true, responses: { 404: { description: "None" } } };
  app.get("/", { tags: ["a"], externalDocs, openapiExtra }, () => 1);
  await assertValidDocument(app.openapi());
  const document = await served(app);
  const { get } = document["paths"]["/"];
  assert.deepEqual(get.externalDocs, externalDocs);
  assert.equal(get["x-internal"], true);
  assert.deepEqual(Object.keys(get.responses), ["200", "404"]);
  assert.deepEqual(document["tags"], [{ name: "b" }, { name: "a" }]);
});

test("another function in the place of openapi is what is served", async () => {
  const app = new Millrace();
  const original = app.openapi.bind(app);
  app.openapi = () => {
    const document = original();
    return { ...document, info: { ...document.info, "x-logo": "mill.svg" } };
  };
  app.get("/late", () => 1);
  const document = await served(app);
  assert.equal(document["info"]["x-logo"], "mill.svg");
  assert.deepEqual(Object.keys(document["paths"]), ["/late"]);
});

test("the options of Swagger UI reach its page", async () => {
  const app = new Millrace({
    swaggerUIParameters: { deepLinking: false },
    swaggerUIInitOAuth: { clientId: "me" },
    swaggerUIOAuth2RedirectUrl: "/back",
  });
  const page = await (await app.fetch(new Request("http://test/docs"))).text();
  assert.match(page, /"deepLinking":false/);
  assert.match(page, /initOAuth\(\{"clientId":"me"\}\)/);
  assert.match(page, /new URL\("back"/);
  assert.equal((await app.fetch(new Request("http://test/back"))).status, 200);
});
