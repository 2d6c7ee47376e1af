import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { partOf } from "../../src/files/contents.ts";
import { OpenFile } from "../../src/files/open-file.ts";
import { ownerOf } from "../../src/http/lent.ts";
import { temporaryFolder } from "./serving.ts";

const folder = await temporaryFolder();
const size = 32 * 1024 * 1024;

async function opened(t: TestContext, name: string, content?: Uint8Array): Promise<OpenFile> {
  const path = join(folder, name);
  await writeFile(path, content ?? "");
  if (!content) await truncate(path, size);
  const file = await OpenFile.open(path);
  assert.ok(file);
  t.after(() => file.close());
  return file;
}

test("buffers are written over when they have been given back", async (t) => {
  const file = await opened(t, "empty.bin");
  const buffers = new Set<ArrayBufferLike>();
  let read = 0;
  for await (const chunk of (await partOf(file, { first: 0, last: size - 1 })) as AsyncIterable<Uint8Array>) {
    buffers.add(chunk.buffer);
    read += chunk.length;
    ownerOf(chunk)?.();
  }
  assert.equal(read, size);
  // Two of each size on the way from 64 KiB to 1 MiB.
  assert.ok(buffers.size <= 10, `${buffers.size} buffers`);
});

test("a chunk that is not given back is nobody's but the reader's", async (t) => {
  const content = randomBytes(4 * 1024 * 1024 + 1);
  const file = await opened(t, "kept.bin", content);
  const last = content.length - 1;
  const chunks = await Array.fromAsync((await partOf(file, { first: 1, last })) as AsyncIterable<Uint8Array>);
  assert.ok(Buffer.concat(chunks).equals(content.subarray(1)));
});

test("a part that is small is read at once", async (t) => {
  const content = randomBytes(100_000);
  const file = await opened(t, "small.bin", content);
  const part = await partOf(file, { first: 10, last: 65_545 });
  assert.ok(part instanceof Uint8Array);
  assert.ok(content.subarray(10, 65_546).equals(part));
});

test("a file that is closed is read no more, and its descriptor is let go once", async (t) => {
  const file = await opened(t, "closed.bin");
  const reading = file.read(new Uint8Array(1000), 0);
  file.close();
  file.close();
  assert.equal(await reading, 1000);
  await assert.rejects(file.read(new Uint8Array(1000), 0), { name: "AbortError" });
});

test("a file that has become shorter cannot be read on", async (t) => {
  const file = await opened(t, "short.bin");
  await truncate(join(folder, "short.bin"), 10);
  await assert.rejects(
    async () => partOf(file, { first: 0, last: 99 }),
    /short\.bin became shorter while it was being sent/,
  );
});
