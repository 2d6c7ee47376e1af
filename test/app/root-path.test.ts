import assert from "node:assert/strict";
import { test } from "node:test";
import { type Connection, Millrace, type OpenAPIDocument } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

function shop(rootPath?: string): Millrace {
  const app = new Millrace(rootPath === undefined ? {} : { rootPath });
  app.get("/items", ({ rootPath: seen }: Connection) => seen);
  app.get("/slashed/", () => "slashed");
  app.get("/url", (request: Request) => request.url);
  return app;
}

const quiet = { followRedirects: false };

test("an app below a prefix answers with and without it, and its redirects, URLs and servers have it", async () => {
  const client = new TestClient(shop("/api/v1"), quiet);
  assert.equal(await (await client.get("/items")).json(), "/api/v1");
  assert.equal(await (await client.get("/api/v1/items")).json(), "/api/v1");
  assert.equal((await client.get("/api/v1items")).status, 404);
  assert.equal((await client.get("/slashed?q=1")).headers.get("location"), "/api/v1/slashed/?q=1");
  assert.equal(await (await client.get("/url")).json(), "http://testserver/api/v1/url");
  assert.deepEqual((await documentOf(client, "/openapi.json")).servers, [{ url: "/api/v1" }]);
  assert.match(await (await client.get("/docs")).text(), /url: "openapi.json"/);
});

test("the prefix goes before those of mounts, and a mounted app may have one of its own", async () => {
  const app = shop("/api");
  app.mount("/a", shop());
  app.mount("/b", shop("/elsewhere"));
  const client = new TestClient(app, quiet);
  assert.equal(await (await client.get("/api/a/items")).json(), "/api/a");
  assert.equal((await client.get("/a/slashed")).headers.get("location"), "/api/a/slashed/");
  assert.deepEqual((await documentOf(client, "/a/openapi.json")).servers, [{ url: "/api/a" }]);
  assert.equal(await (await client.get("/b/items")).json(), "/elsewhere");
});

test("a test client can stand for the proxy", async () => {
  const client = new TestClient(shop(), { ...quiet, rootPath: "/proxied" });
  assert.equal(await (await client.get("/items")).json(), "/proxied");
});

test("what is no prefix is refused", () => {
  assert.throws(() => new Millrace({ rootPath: "api/" }), /root path "api\/" must be like "\/api\/v1"/);
});

async function documentOf(client: TestClient, path: string): Promise<OpenAPIDocument> {
  return (await (await client.get(path)).json()) as OpenAPIDocument;
}
