import assert from "node:assert/strict";
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
  assert.equal((await send(file, {}, { headers: { range: "bytes=0-1,3-4" } })).status, 200);
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
