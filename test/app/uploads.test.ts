import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { HTTPException, Millrace, StreamingResponse } from "../../src/index.ts";
import type { Depends, Form } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";
import { head, serving } from "../http/node/connection.ts";

const folder = mkdtempSync(join(tmpdir(), "uploads-"));
const usual = process.env["TMPDIR"];
before(() => {
  process.env["TMPDIR"] = folder;
});
after(() => {
  if (usual === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = usual;
  rmSync(folder, { recursive: true });
});

const kept = (): number => readdirSync(folder).length;
/** Longer than what is held in memory. */
const large = "0123456789abcdef".repeat(128 * 1024);

function upload(...texts: string[]): FormData {
  const form = new FormData();
  for (const text of texts) form.append("file", new File([text], "a.txt", { type: "text/plain" }));
  return form;
}

/** Resolves when no temporary file is left. */
async function cleared(): Promise<void> {
  while (kept() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

interface Upload {
  title?: string;
  data: Uint8Array;
}

const atCleanUp: number[] = [];

async function* measured(file: File) {
  yield file.size;
  atCleanUp.push(kept(), (await file.text()).length);
}

const app = new Millrace();
app.post("/length", async (file: File) => ({ kept: kept(), length: (await file.text()).length }));
app.post("/measured", (size: Depends<typeof measured>) => size);
app.post("/echo", (file: File) => new StreamingResponse(file.stream()));
app.post("/refuse", (file: File) => {
  throw new HTTPException(400, file.name);
});
app.post("/checked", (file: File, count: Form<number>) => [file.name, count]);
app.post("/model", (upload: Form<Upload>) => [upload.title ?? null, upload.data.length]);
app.post("/slow", async (file: File, signal: AbortSignal) => {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
  return file.size;
});

test("a large file is on disk while the handler reads it, and gone when the response has ended", async () => {
  const response = await new TestClient(app).post("/length", { body: upload(large) });
  assert.deepEqual(await response.json(), { kept: 1, length: large.length });
  await cleared();
});

test("a dependency's clean-up can still read it", async () => {
  const response = await new TestClient(app).post("/measured", { body: upload(large) });
  assert.equal(await response.json(), large.length);
  await cleared();
  assert.deepEqual(atCleanUp, [1, large.length]);
});

test("a response can be streamed from it", async () => {
  const response = await new TestClient(app).post("/echo", { body: upload(large) });
  assert.equal(await response.text(), large);
  await cleared();
});

test("it is gone after an exception and after a 422 too", async () => {
  const client = new TestClient(app);
  assert.equal((await client.post("/refuse", { body: upload(large) })).status, 400);
  await cleared();
  assert.equal((await client.post("/checked", { body: upload(large) })).status, 422);
  await cleared();
});

test("it is gone when the client has left while the handler was at work", async (t) => {
  const open = await serving(t, (exchange) => app.handle(exchange));
  const encoded = new Response(upload(large));
  const body = Buffer.from(await encoded.arrayBuffer()).toString("latin1");
  const type = encoded.headers.get("content-type") ?? "";
  const client = open().say(
    head("POST", "/slow", `Content-Type: ${type}`, `Content-Length: ${body.length}`) + body,
  );
  while (kept() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  client.leave();
  await cleared();
});

test("the bytes of a model's file are read for it, and documented as a file", async () => {
  const form = new FormData();
  form.append("data", new File(["123"], "a"));
  form.append("title", "T");
  const response = await new TestClient(app).post("/model", { body: form });
  assert.deepEqual(await response.json(), ["T", 3]);
  const schemas = app.openapi().components?.["schemas"] as Record<string, { properties: object }>;
  const file = { type: "string", contentMediaType: "application/octet-stream", title: "Data" };
  assert.deepEqual(schemas["Body_postModel"]?.properties, {
    title: { type: "string", title: "Title" },
    data: file,
  });
});
