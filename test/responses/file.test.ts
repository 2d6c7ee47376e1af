import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { FileResponse, type FileResponseOptions, Millrace } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

let directory = "";
let file = "";
const modified = new Date("2026-01-02T03:04:05Z");

before(async () => {
  directory = await mkdtemp(join(tmpdir(), "millrace-file-"));
  file = join(directory, "wheel.txt");
  await writeFile(file, "0123456789");
  await utimes(file, modified, modified);
  await writeFile(join(directory, "empty.bin"), "");
});

after(() => rm(directory, { recursive: true }));

/** The answer of an app that responds with a file. */
function send(
  path: string | URL = file,
  options: FileResponseOptions = {},
  init: RequestInit = {},
): Promise<Response> {
  const app = new Millrace();
  app.get("/", () => new FileResponse(path, options));
  const client = new TestClient(app, { raiseServerExceptions: false });
  app.onError = () => {};
  return client.request(init.method ?? "GET", "/", {
    headers: (init.headers ?? {}) as Record<string, string>,
  });
}

test("a file is sent with its type, length, date and tag", async () => {
  const response = await send();
  const { status, headers } = response;
  assert.equal(status, 200);
  assert.equal(headers.get("content-type"), "text/plain; charset=utf-8");
  assert.equal(headers.get("content-length"), "10");
  assert.equal(headers.get("last-modified"), "Fri, 02 Jan 2026 03:04:05 GMT");
  assert.equal(headers.get("accept-ranges"), "bytes");
  assert.match(headers.get("etag") ?? "", /^"[\w-]+"$/);
  assert.equal(headers.get("content-disposition"), null);
  assert.equal(await response.text(), "0123456789");
});

test("the tag changes with the file", async () => {
  const other = join(directory, "other.txt");
  await writeFile(other, "0123456789");
  await utimes(other, modified, new Date(modified.getTime() + 1));
  const [one, two, again] = await Promise.all([send(), send(other), send()]);
  assert.notEqual(one.headers.get("etag"), two.headers.get("etag"));
  assert.equal(one.headers.get("etag"), again.headers.get("etag"));
});

test("a file from the future is of now", async () => {
  const future = join(directory, "future.txt");
  await writeFile(future, "0123456789");
  await utimes(future, modified, new Date(Date.now() + 86_400_000));
  const lastModified = Date.parse((await send(future)).headers.get("last-modified") ?? "");
  assert.ok(lastModified <= Date.now() && lastModified > Date.now() - 10_000);
});

test("one response may be sent again, and tells of the file as it is then", async () => {
  const changing = join(directory, "changing.txt");
  await writeFile(changing, "one");
  const app = new Millrace();
  const response = new FileResponse(changing).setCookie("a", "1").setCookie("b", "2");
  app.get("/", () => response);
  const client = new TestClient(app);
  const first = await client.get("/");
  assert.equal(await first.text(), "one");
  assert.equal(first.headers.getSetCookie().length, 2);
  await writeFile(changing, "second");
  const second = await client.get("/");
  assert.equal(await second.text(), "second");
  assert.notEqual(first.headers.get("etag"), second.headers.get("etag"));
});

test("HEAD has the same headers and no body", async () => {
  const response = await send(pathToFileURL(file), {}, { method: "HEAD" });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-length"), "10");
  assert.equal(await response.text(), "");
});

test("HEAD and GET say the same of a file, of a variant of it and of one that is known", async () => {
  const known = { "if-modified-since": modified.toUTCString() };
  for (const headers of [{}, { "accept-encoding": "br" }, known]) {
    const [head, get] = await Promise.all(
      ["HEAD", "GET"].map((method) => send(file, { precompressed: true }, { method, headers })),
    );
    assert.equal(head?.status, get?.status);
    assert.deepEqual([...(head?.headers ?? [])], [...(get?.headers ?? [])]);
  }
});

test("a range is sent alone", async () => {
  for (const [range, part, body] of [
    ["bytes=2-4", "bytes 2-4/10", "234"],
    ["bytes=-1", "bytes 9-9/10", "9"],
    ["bytes=5-", "bytes 5-9/10", "56789"],
  ] as const) {
    const response = await send(file, {}, { headers: { range } });
    assert.equal(response.status, 206);
    assert.equal(response.headers.get("content-range"), part);
    assert.equal(response.headers.get("content-length"), String(body.length));
    assert.equal(await response.text(), body);
  }
  const refused = await send(file, {}, { headers: { range: "bytes=10-" } });
  assert.equal(refused.status, 416);
  assert.equal(refused.headers.get("content-range"), "bytes */10");
});

test("a range of an earlier version is the whole of this one", async () => {
  const etag = (await send()).headers.get("etag") ?? "";
  const statusFor = async (version: string): Promise<number> =>
    (await send(file, {}, { headers: { range: "bytes=0-1", "if-range": version } })).status;
  assert.equal(await statusFor(etag), 206);
  assert.equal(await statusFor("Fri, 02 Jan 2026 03:04:05 GMT"), 206);
  assert.equal(await statusFor('"other"'), 200);
  assert.equal(await statusFor("Thu, 01 Jan 2026 03:04:05 GMT"), 200);
});

test("a name to save it under, and headers of the author's own", async () => {
  const disposition = async (filename: string, more: FileResponseOptions = {}): Promise<string | null> =>
    (await send(file, { filename, ...more })).headers.get("content-disposition");
  assert.equal(await disposition("a b.csv"), 'attachment; filename="a b.csv"');
  assert.equal(await disposition("rad.csv", { disposition: "inline" }), 'inline; filename="rad.csv"');
  assert.equal(await disposition("Mühle's.csv"), "attachment; filename*=utf-8''M%C3%BChle%27s.csv");
  assert.equal(await disposition('a"b'), "attachment; filename*=utf-8''a%22b");
  const response = await send(file, {
    filename: "a.png",
    status: 203,
    headers: { etag: '"mine"', "x-a": "1" },
  });
  assert.equal(response.status, 203);
  assert.equal(response.headers.get("content-type"), "image/png");
  assert.equal(response.headers.get("etag"), '"mine"');
  assert.equal(response.headers.get("x-a"), "1");
});

test("an empty file is an empty answer", async () => {
  const response = await send(join(directory, "empty.bin"), { mediaType: "application/x-empty" });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-length"), "0");
  assert.equal(response.headers.get("content-type"), "application/x-empty");
  assert.equal(await response.text(), "");
});

test("a file that is not there, or is none, is the server's failure", async () => {
  assert.equal((await send(join(directory, "missing"))).status, 500);
  assert.equal((await send(directory)).status, 500);
});

test("several ranges are framed, in the order that they were asked for", async () => {
  const response = await send(file, {}, { headers: { range: "bytes=7-8,0-1,20-30" } });
  assert.equal(response.status, 206);
  assert.equal(response.headers.get("content-range"), null);
  const [, boundary] =
    /^multipart\/byteranges; boundary=(\w+)$/.exec(response.headers.get("content-type") ?? "") ?? [];
  const body = await response.text();
  assert.equal(response.headers.get("content-length"), String(body.length));
  const part = (range: string, text: string): string =>
    `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes ${range}/10\r\n\r\n${text}\r\n`;
  assert.equal(body, `${part("7-8", "78")}${part("0-1", "01")}--${boundary}--\r\n`);
  const touching = await send(file, {}, { headers: { range: "bytes=0-1,2-3" } });
  assert.equal(touching.headers.get("content-range"), "bytes 0-3/10");
});

test("ranges mean nothing to HEAD, to other methods, and in other units", async () => {
  const app = new Millrace();
  app.post("/", () => new FileResponse(file));
  app.get("/missing", () => new FileResponse(file, { status: 404 }));
  const client = new TestClient(app);
  const headers = { range: "bytes=0-1" };
  assert.equal((await client.request("POST", "/", { headers })).status, 200);
  assert.equal((await client.get("/missing", { headers })).status, 404);
  const head = await send(file, {}, { method: "HEAD", headers });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get("content-length"), "10");
  for (const range of ["lines=0-1", "bytes=5-2", "bytes 0-1", "bytes=0-1,x", "garbage"])
    assert.equal((await send(file, {}, { headers: { range } })).status, 200, range);
});

test("a client that has this version already is told so", async () => {
  const etag = (await send()).headers.get("etag") ?? "";
  const headers = { "cache-control": "max-age=60", "x-a": "1" };
  for (const condition of [
    { "if-none-match": etag },
    { "if-none-match": `"x", W/${etag}` },
    { "if-modified-since": modified.toUTCString() },
  ]) {
    for (const method of ["GET", "HEAD"]) {
      const options = { filename: "a.txt", headers };
      const response = await send(file, options, { method, headers: { ...condition, range: "bytes=0-1" } });
      assert.equal(response.status, 304);
      assert.equal(response.headers.get("etag"), etag);
      assert.equal(response.headers.get("cache-control"), "max-age=60");
      assert.equal(response.headers.get("x-a"), "1");
      for (const name of ["content-type", "content-length", "content-disposition", "accept-ranges"])
        assert.equal(response.headers.get(name), null, name);
      assert.equal(await response.text(), "");
    }
  }
  assert.equal((await send(file, {}, { headers: { "if-none-match": '"x"' } })).status, 200);
});

test("a client that wants another version is refused", async () => {
  const etag = (await send()).headers.get("etag") ?? "";
  const statusFor = async (headers: Record<string, string>): Promise<number> =>
    (await send(file, {}, { headers })).status;
  assert.equal(await statusFor({ "if-match": '"other"' }), 412);
  assert.equal(await statusFor({ "if-match": etag }), 200);
  assert.equal(await statusFor({ "if-match": etag, range: "bytes=0-1" }), 206);
  assert.equal(await statusFor({ "if-unmodified-since": "Thu, 01 Jan 2026 03:04:05 GMT" }), 412);
  assert.equal(await statusFor({ "if-match": '"other"', range: "bytes=90-" }), 412);
  assert.equal(await statusFor({ "if-range": `W/${etag}`, range: "bytes=0-1" }), 200);
});

test("a compressed file is sent for the file beside it, as the client wants it", async () => {
  const script = join(directory, "wheel.js");
  for (const [ending, text] of Object.entries({ "": "plain", ".br": "brotli", ".gz": "gzipped" }))
    await writeFile(script + ending, text);
  const options = { precompressed: true };
  const ask = async (coding: string, more: Record<string, string> = {}, init: RequestInit = {}) =>
    send(script, options, { ...init, headers: { "accept-encoding": coding, ...more } });
  const tags = new Set<string | null>();
  for (const [accepted, coding, body] of [
    ["gzip, br, zstd", "br", "brotli"],
    ["zstd, gzip", "gzip", "gzipped"],
    ["br;q=0.1, gzip;q=0.2", "gzip", "gzipped"],
    ["zstd", null, "plain"],
    ["", null, "plain"],
    ["identity, br;q=0.9", null, "plain"],
  ] as const) {
    const response = await ask(accepted);
    assert.equal(response.headers.get("content-encoding"), coding, accepted);
    assert.equal(response.headers.get("vary"), "accept-encoding");
    assert.equal(response.headers.get("content-type"), "text/javascript; charset=utf-8");
    assert.equal(response.headers.get("content-length"), String(body.length));
    assert.equal(await response.text(), body);
    tags.add(response.headers.get("etag"));
  }
  assert.equal(tags.size, 3);
  const part = await ask("br", { range: "bytes=1-2" });
  assert.equal(part.headers.get("content-range"), "bytes 1-2/6");
  assert.equal(await part.text(), "ro");
  const known = await ask("br", { "if-none-match": (await ask("br")).headers.get("etag") ?? "" });
  assert.equal(known.status, 304);
  assert.equal(known.headers.get("vary"), "accept-encoding");
  assert.equal(
    (await ask("gzip", { "if-none-match": (await ask("br")).headers.get("etag") ?? "" })).status,
    200,
  );
  const own = await send(
    script,
    { ...options, headers: { etag: '"mine"', vary: "origin" } },
    { headers: { "accept-encoding": "br" } },
  );
  assert.equal(own.headers.get("etag"), '"mine-br"');
  assert.equal(own.headers.get("vary"), "origin, accept-encoding");
});

test(
  "what is no file leaves nothing waiting: a pipe, a device",
  { skip: process.platform === "win32" },
  async () => {
    const pipe = join(directory, "pipe");
    execFileSync("mkfifo", [pipe]);
    assert.equal((await send(pipe)).status, 500);
    assert.equal((await send("/dev/zero")).status, 500);
  },
);
