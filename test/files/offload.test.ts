import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { offloaded } from "../../src/files/offload.ts";
import { FileResponse, Millrace } from "../../src/index.ts";
import { serving, temporaryFolder } from "./serving.ts";

const folder = await temporaryFolder();
const proxies = ["127.0.0.1"];
const nginx = { header: "X-Accel-Redirect", location: "/files/", directory: folder, proxies } as const;

before(async () => {
  await mkdir(join(folder, "a b"));
  await writeFile(join(folder, "a b/ü?.txt"), "wheel");
});

test("a proxy is told of the file in the place of its bytes", async (t) => {
  const app = new Millrace();
  const path = join(folder, "a b/ü?.txt");
  app.get("/", () => new FileResponse(path, { filename: "a.txt", offload: nginx }));
  app.get("/missing", () => new FileResponse(join(folder, "missing"), { offload: nginx }));
  app.get("/others", () => new FileResponse(path, { offload: { ...nginx, proxies: ["10.0.0.1"] } }));
  app.onError = () => {};
  const server = await serving(t, app);
  const response = await fetch(server.url, { headers: { range: "bytes=0-1" } });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("x-accel-redirect"), "/files/a%20b/%C3%BC%3F.txt");
  assert.equal(response.headers.get("content-type"), "text/plain; charset=utf-8");
  assert.equal(response.headers.get("content-disposition"), 'attachment; filename="a.txt"');
  assert.equal(response.headers.get("etag"), null);
  assert.equal(await response.text(), "");
  assert.equal((await fetch(`${server.url}/missing`)).status, 500);
  const other = await fetch(`${server.url}/others`);
  assert.equal(other.headers.get("x-accel-redirect"), null);
  assert.equal(await other.text(), "wheel");
});

test("only files of the folder are the proxy's to send, and only to the proxy", () => {
  const header = (path: string, address: string | undefined = "127.0.0.1"): string | undefined =>
    offloaded(nginx, path, address)?.[1];
  assert.equal(header(join(folder, "x")), "/files/x");
  assert.equal(header(join(folder, "a/../x"), "::ffff:127.0.0.1"), "/files/x");
  assert.equal(header(join(folder, "..x")), "/files/..x");
  assert.equal(header(join(folder, "../x")), undefined);
  assert.equal(header(folder), undefined);
  assert.equal(header(`${folder}x/y`), undefined);
  assert.equal(header("/etc/passwd"), undefined);
  assert.equal(header(join(folder, "x"), "10.0.0.1"), undefined);
  assert.equal(offloaded(nginx, join(folder, "x"), undefined), undefined);
});

test("X-Sendfile names the file itself, where no server can misread the name", () => {
  const apache = { header: "X-Sendfile", directory: folder, proxies } as const;
  assert.deepEqual(offloaded(apache, join(folder, "x.txt"), "127.0.0.1"), [
    "X-Sendfile",
    join(folder, "x.txt"),
  ]);
  for (const name of ["ü.txt", "a b.txt", "100%.txt", "a\nb"])
    assert.equal(offloaded(apache, join(folder, name), "127.0.0.1"), undefined, name);
});
