import assert from "node:assert/strict";
import { test } from "node:test";
import { HTMLResponse, JSONResponse, Millrace, model, Router } from "../../src/index.ts";

interface Message {
  message: string;
}

interface Page<T> {
  items: T[];
}

const schema = { $ref: "#/components/schemas/Message" };
const body = { content: { "application/json": { schema } } };

test("further responses are documented by the models of their bodies", () => {
  const app = new Millrace({ responses: { 500: model<Message>() } });
  const shared = { 404: { model: model<Message>(), description: "Not here" } };
  const router = new Router({ responses: { "4xx": model<Page<Message>>() } });
  router.get("/b", () => new JSONResponse(1));
  app.includeRouter(router);
  app.get(
    "/a",
    { responses: { ...shared, 418: { content: { "image/png": {} } } } },
    () => new JSONResponse(1),
  );
  const { paths, components } = app.openapi();
  const responses = (path: string): unknown => {
    const all = Object.entries(paths[path]?.["get"]?.["responses"] ?? {});
    return Object.fromEntries(all.filter(([status]) => status !== "200"));
  };
  assert.deepEqual(responses("/a"), {
    404: { description: "Not here", ...body },
    418: { description: "I'm a Teapot", content: { "image/png": {} } },
    500: { description: "Internal Server Error", ...body },
  });
  assert.deepEqual(responses("/b"), {
    "4XX": {
      description: "Client Error",
      content: { "application/json": { schema: { $ref: "#/components/schemas/Page_Message_" } } },
    },
    500: { description: "Internal Server Error", ...body },
  });
  const { schemas } = components as { schemas: Record<string, unknown> };
  assert.deepEqual(Object.keys(schemas), ["Message", "Page_Message_"]);
});

test("a model of the result's own status adds to what the class of responses says", () => {
  const app = new Millrace();
  app.get("/", { responseClass: HTMLResponse, responses: { 200: model<Message>() } }, () => "<p>");
  assert.deepEqual(app.openapi().paths["/"]?.["get"]?.["responses"], {
    200: {
      description: "Successful Response",
      content: { "text/html": { schema: { type: "string" } }, "application/json": { schema } },
    },
  });
});

test("a model holds no value", () => {
  assert.throws(model<Message>(), TypeError);
});
