import assert from "node:assert/strict";
import { test } from "node:test";
import { Millrace, type OpenAPIDocument } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

async function documentAt(client: TestClient, prefix: string): Promise<OpenAPIDocument> {
  return (await (await client.get(`${prefix}/openapi.json`)).json()) as OpenAPIDocument;
}

test("a mounted app has documents of its own, whose server is its prefix", async () => {
  const app = new Millrace({ title: "Whole" });
  app.get("/app", () => "app");
  const middle = new Millrace();
  middle.mount("/inner", new Millrace({ title: "Parts" }));
  app.mount("/parts", new Millrace({ title: "Parts" }));
  app.mount("/middle", middle);
  const client = new TestClient(app);
  const whole = await documentAt(client, "");
  assert.deepEqual([Object.keys(whole.paths), whole.servers], [["/app"], undefined]);
  for (const prefix of ["/parts", "/middle/inner", "/parts"]) {
    const part = await documentAt(client, prefix);
    assert.equal(part.info.title, "Parts");
    assert.deepEqual(part.servers, [{ url: prefix }]);
  }
  assert.match(await (await client.get("/middle/inner/docs")).text(), /url: "openapi.json"/);
});

test("what the author says of servers comes after the prefix; rootPathInServers: false leaves the prefix out", async () => {
  const servers = [{ url: "https://example.com" }];
  const app = new Millrace();
  app.mount("/a", new Millrace({ servers }));
  app.mount("/b", new Millrace({ servers, rootPathInServers: false }));
  app.mount("/c", new Millrace({ servers: [{ url: "/c", description: "here" }] }));
  const client = new TestClient(app);
  const serversOf = async (path: string) => (await documentAt(client, path)).servers;
  assert.deepEqual(await serversOf("/a"), [{ url: "/a" }, ...servers]);
  assert.deepEqual(await serversOf("/b"), servers);
  assert.deepEqual(await serversOf("/c"), [{ url: "/c", description: "here" }]);
});
