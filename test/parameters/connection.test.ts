import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "../../src/http/node/index.ts";
import { type Connection, Millrace } from "../../src/index.ts";

const app = new Millrace();
app.get("/", ({ remoteAddress, secure }: Connection) => ({ remoteAddress, secure }));

test("a handler sees the address of the other end, and whether the connection is encrypted", async () => {
  const server = await serve(app, { host: "127.0.0.1", port: 0 });
  try {
    const response = await fetch(server.url);
    assert.deepEqual(await response.json(), { remoteAddress: "127.0.0.1", secure: false });
  } finally {
    await server.close(0);
  }
});

test("a web request has no address", async () => {
  const response = await app.fetch(new Request("https://mill.example/"));
  assert.deepEqual(await response.json(), { secure: true });
});

test("nothing of it stands in the document", () => {
  assert.equal("parameters" in (app.openapi().paths["/"]?.["get"] ?? {}), false);
});
