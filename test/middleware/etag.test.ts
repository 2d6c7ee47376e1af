import assert from "node:assert/strict";
import { test } from "node:test";
import { BaseResponse, JSONResponse, StreamingResponse } from "../../src/index.ts";
import { etag } from "../../src/middleware/index.ts";
import { appWith } from "./asking.ts";

test("JSON has a tag, and 304 where the client has it already", async () => {
  const { app, ask } = appWith(etag());
  let count = 1;
  app.get("/", () => ({ count }));
  const first = await ask("/");
  const tag = first.headers.get("etag") ?? "";
  assert.match(tag, /^"[\w-]{27}"$/);
  const headers = { "if-none-match": `"other", W/${tag}` };
  const again = await ask("/", { headers });
  assert.deepEqual([again.status, await again.text(), again.headers.get("etag")], [304, "", tag]);
  assert.equal(again.headers.get("content-type"), null);
  assert.equal((await ask("/", { method: "HEAD", headers })).status, 304);
  count = 2;
  const changed = await ask("/", { headers });
  assert.deepEqual([changed.status, await changed.text()], [200, '{"count":2}']);
  assert.notEqual(changed.headers.get("etag"), tag);
  assert.equal((await ask("/", { headers: { "if-match": tag } })).status, 412);
});

test("what a 304 must repeat stays", async () => {
  const { app, ask } = appWith(etag());
  const own = { etag: '"own"', "cache-control": "max-age=1", vary: "accept", "content-location": "/a" };
  app.get("/", () => new JSONResponse(1, { headers: own }));
  const { status, headers } = await ask("/", { headers: { "if-none-match": "*" } });
  assert.equal(status, 304);
  for (const [name, value] of Object.entries(own)) assert.equal(headers.get(name), value);
});

test("errors, other methods and empty bodies have none", async () => {
  const { app, ask } = appWith(etag());
  app.post("/", () => 1);
  app.get("/created", { status: 201 }, () => 1);
  app.get("/empty", () => new BaseResponse(""));
  for (const [path, method] of [
    ["/", "POST"],
    ["/created", "GET"],
    ["/nothing", "GET"],
    ["/empty", "GET"],
  ] as const)
    assert.equal((await ask(path, { method })).headers.get("etag"), null, path);
});

test("a stream is not read for a tag; one of its own, or a date, saves the stream", async () => {
  const { app, ask } = appWith(etag());
  let ended = 0;
  function* pulling(): Generator<string> {
    try {
      yield "a";
      yield "b";
    } finally {
      ended++;
    }
  }
  const modified = "Sun, 06 Nov 1994 08:49:37 GMT";
  app.get("/", () => new StreamingResponse(pulling()));
  app.get("/dated", () => new StreamingResponse(pulling(), { headers: { "last-modified": modified } }));
  const untagged = await ask("/");
  assert.deepEqual([untagged.headers.get("etag"), await untagged.text(), ended], [null, "ab", 1]);
  const { status } = await ask("/dated", { headers: { "if-modified-since": modified } });
  await app.settled();
  assert.deepEqual([status, ended], [304, 2]);
});
