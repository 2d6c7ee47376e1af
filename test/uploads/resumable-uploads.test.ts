import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer, connect as connectTo, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Upload as TusUpload } from "tus-js-client";
import { HTTPException } from "../../src/index.ts";
import type { Upload } from "../../src/uploads/index.ts";
import { append, site } from "./site.ts";

const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes as string).toString("base64");

test("an upload is created, written in parts, told of, and complete once", async (t) => {
  const { request, create, completed, folder } = await site(t);
  const location = await create(10, { "upload-metadata": `filename ${base64("ä.txt")},empty` });
  assert.match(location, /^\/uploads\/[0-9a-f-]{36}$/);
  const first = await request("PATCH", location, append(0), "01234");
  assert.deepEqual([first.status, first.headers.get("upload-offset")], [204, "5"]);
  const told = await request("HEAD", location);
  assert.equal(told.status, 200);
  assert.deepEqual(
    ["upload-offset", "upload-length", "cache-control", "upload-metadata"].map((name) =>
      told.headers.get(name),
    ),
    ["5", "10", "no-store", `filename ${base64("ä.txt")},empty`],
  );
  assert.ok(Date.parse(told.headers.get("upload-expires") ?? "") > Date.now());
  assert.equal((await request("PATCH", location, append(0), "01234")).status, 409);
  assert.equal((await request("PATCH", location, append(5), "56789")).status, 204);
  assert.equal((await request("PATCH", location, append(10))).headers.get("upload-offset"), "10");
  assert.equal(completed.length, 1);
  const { path, size, metadata, complete } = completed[0] as Upload;
  assert.equal(await readFile(path, "utf8"), "0123456789");
  assert.deepEqual(
    { size, metadata: { ...metadata }, complete },
    {
      size: 10,
      metadata: { filename: "ä.txt", empty: "" },
      complete: true,
    },
  );
  assert.deepEqual((await readdir(folder)).length, 2);
  assert.equal((await request("DELETE", location)).status, 204);
  assert.deepEqual(await readdir(folder), []);
  assert.equal((await request("HEAD", location)).status, 404);
});

test("creation can bring bytes, and the length can come later", async (t) => {
  const { request, completed } = await site(t);
  const created = await request(
    "POST",
    "/uploads/",
    { ...append(0), "upload-defer-length": "1", "upload-metadata": "" },
    "abc",
  );
  assert.deepEqual([created.status, created.headers.get("upload-offset")], [201, "3"]);
  const location = created.headers.get("location") as string;
  assert.equal((await request("HEAD", location)).headers.get("upload-defer-length"), "1");
  const sized = { ...append(3), "upload-length": "5" };
  assert.equal((await request("PATCH", location, { ...append(3), "upload-length": "2" }, "d")).status, 400);
  assert.equal((await request("PATCH", location, sized, "d")).status, 204);
  assert.equal((await request("PATCH", location, { ...append(4), "upload-length": "6" }, "e")).status, 400);
  assert.equal((await request("PATCH", location, append(4), "e")).status, 204);
  assert.equal(await readFile((completed[0] as Upload).path, "utf8"), "abcde");
  const empty = await request("POST", "/uploads/", { "upload-length": "0" });
  assert.equal(empty.status, 201);
  assert.equal(completed.length, 2);
});

test("what is no request of the protocol is refused, and nothing is written", async (t) => {
  const { request, create, folder, errors } = await site(t, { maxSize: 100 });
  const location = await create(10);
  const cases: [number, string, string, Record<string, string>?, string?][] = [
    [412, "POST", "/uploads/", { "tus-resumable": "0.2.2", "upload-length": "1" }],
    [400, "POST", "/uploads/"],
    [400, "POST", "/uploads/", { "upload-length": "-1" }],
    [400, "POST", "/uploads/", { "upload-length": "1", "upload-defer-length": "1" }],
    [400, "POST", "/uploads/", { "upload-length": "1", "upload-metadata": "a b c" }],
    [400, "POST", "/uploads/", { "upload-length": "1", "upload-metadata": "a YQ==,a YQ==" }],
    [413, "POST", "/uploads/", { "upload-length": "101" }],
    [413, "POST", "/uploads/", { ...append(0), "upload-length": "1" }, "ab"],
    [405, "PUT", "/uploads/"],
    [405, "PUT", location],
    [415, "PATCH", location, { ...append(0), "content-type": "text/plain" }, "a"],
    [409, "PATCH", location, append(1), "a"],
    [413, "PATCH", location, append(0), "0123456789A"],
    [400, "PATCH", location, { ...append(0), "upload-checksum": "crc32 AAAA" }, "a"],
    [404, "HEAD", "/uploads/..%2F..%2Fetc%2Fpasswd"],
    [404, "PATCH", `${location}x`, append(0), "a"],
    [404, "DELETE", "/uploads/00000000-0000-0000-0000-000000000000"],
  ];
  for (const [status, method, path, headers, body] of cases) {
    const response = await request(method, path, headers, body);
    assert.equal(response.status, status, `${method} ${path} ${JSON.stringify(headers)}`);
    assert.equal(response.headers.get("tus-resumable"), "1.0.0");
    await response.text();
  }
  assert.equal((await request("HEAD", location)).headers.get("upload-offset"), "0");
  assert.deepEqual(errors, []);
  assert.ok((await readdir(folder)).length <= 4);
});

test("OPTIONS tells what is supported", async (t) => {
  const { url } = await site(t, { maxSize: 100 });
  const { status, headers } = await fetch(`${url}/uploads/`, { method: "OPTIONS" });
  assert.equal(status, 204);
  assert.equal(headers.get("tus-max-size"), "100");
  assert.match(headers.get("tus-extension") ?? "", /creation-with-upload.*checksum/);
});

test("bytes whose checksum is another are taken back", async (t) => {
  const { request, create } = await site(t);
  const location = await create(6);
  const sum = (text: string): string => `sha1 ${createHash("sha1").update(text).digest("base64")}`;
  assert.equal(
    (await request("PATCH", location, { ...append(0), "upload-checksum": sum("abc") }, "abc")).status,
    204,
  );
  assert.equal(
    (await request("PATCH", location, { ...append(3), "upload-checksum": sum("def") }, "dxf")).status,
    460,
  );
  assert.equal((await request("HEAD", location)).headers.get("upload-offset"), "3");
  assert.equal(
    (await request("PATCH", location, { ...append(3), "upload-checksum": sum("def") }, "def")).status,
    204,
  );
});

test("an upload whose time is over is gone", async (t) => {
  const { request, create, folder } = await site(t, { expiresAfter: -1 });
  const location = await create(5);
  assert.equal((await request("HEAD", location)).status, 410);
  assert.deepEqual(await readdir(folder), []);
});

test("the service may refuse an upload, and may fail when it is complete", async (t) => {
  let broken = true;
  const { request, create, errors } = await site(t, {
    onCreate({ metadata }, request) {
      if (!metadata["filename"]) throw new HTTPException(403, `no name, ${request.header("x-user")}`);
    },
    onComplete() {
      if (broken) throw new Error("the disk of the service is full");
    },
  });
  const refused = await request("POST", "/uploads/", { "upload-length": "3", "x-user": "ann" });
  assert.deepEqual([refused.status, await refused.json()], [403, { detail: "no name, ann" }]);
  const location = await create(3, { "upload-metadata": `filename ${base64("a")}` });
  assert.equal((await request("PATCH", location, append(0), "abc")).status, 500);
  assert.equal(errors.length, 1);
  broken = false;
  assert.equal((await request("PATCH", location, append(3))).status, 204);
});

test("a request that comes back takes over from one whose client has gone silent", async (t) => {
  const { request, create, port, folder } = await site(t);
  const location = await create(8);
  const silent = connectTo(port, "127.0.0.1");
  t.after(() => silent.destroy());
  const lines = [`PATCH ${location} HTTP/1.1`, "Host: a", "Tus-Resumable: 1.0.0", "Upload-Offset: 0"];
  const type = "Content-Type: application/offset+octet-stream";
  silent.write([...lines, type, "Content-Length: 8", "", "abc"].join("\r\n"));
  const path = join(folder, location.split("/").at(-1) as string);
  while ((await stat(path)).size < 3) await new Promise(setImmediate);
  assert.equal((await request("HEAD", location)).headers.get("upload-offset"), "3");
  assert.equal((await request("PATCH", location, append(3), "defgh")).status, 204);
  silent.write("XYZ");
  assert.equal((await request("HEAD", location)).headers.get("upload-offset"), "8");
});

/** A way to the server that breaks after so many bytes, as often as there are numbers. */
async function breakingProxy(t: TestContext, port: number, breaks: number[]): Promise<string> {
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connectTo(port, "127.0.0.1");
    let left = breaks.pop() ?? Infinity;
    const cut = (): void => {
      client.resetAndDestroy();
      server.resetAndDestroy();
    };
    for (const socket of [client, server]) sockets.add(socket.on("error", () => undefined));
    client.on("data", (piece: Uint8Array) => {
      if (left > 0) server.write(piece.subarray(0, left));
      left -= piece.length;
      if (left <= 0) setImmediate(cut);
    });
    server.on("data", (piece) => client.write(piece)).on("close", () => client.destroy());
    client.on("close", () => server.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

test("tus-js-client brings a file through a connection that is cut at random points", async (t) => {
  const bytes = randomBytes(3_000_000);
  const seed = randomBytes(4).readUInt32LE();
  let state = seed;
  const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  for (const chunkSize of [Infinity, 500_000]) {
    const { port, completed, folder } = await site(t);
    const breaks = Array.from({ length: 12 }, () => Math.floor(random() * 400_000));
    const url = await breakingProxy(t, port, breaks);
    const source = join(folder, "source");
    await writeFile(source, bytes);
    await new Promise<void>((resolve, reject) => {
      const upload = new TusUpload(bytes, {
        endpoint: `${url}/uploads/`,
        chunkSize,
        retryDelays: Array.from({ length: 40 }, () => 1),
        metadata: { filename: "räder.bin" },
        onSuccess: () => resolve(),
        onError: reject,
      });
      upload.start();
    });
    assert.equal(breaks.length, 0, `seed ${seed}`);
    assert.equal(completed.length, 1);
    const [upload] = completed as [Upload];
    assert.equal(upload.metadata["filename"], "räder.bin");
    assert.ok(bytes.equals(await readFile(upload.path)), `seed ${seed}`);
  }
});
