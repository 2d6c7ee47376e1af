import assert from "node:assert/strict";
import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { before, test } from "node:test";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { HTMLResponse, Millrace, StaticFiles, type StaticFilesOptions } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";
import { openings, serving, temporaryFolder, until } from "./serving.ts";

const folder = await temporaryFolder();
const directory = join(folder, "static");
const noProc = process.platform === "linux" ? false : "Linux alone tells which files are open";

before(async () => {
  const files = {
    "static/wheel.txt": "wheel",
    "static/a b/ü.txt": "deep",
    "static/index.html": "front",
    "static/docs/index.html": "docs",
    "static/empty/other.txt": "other",
    "static/404.html": "nothing here",
    "static/assets/app.js": "plain",
    "static/assets/app.js.br": "brotli",
    "static/.env": "SECRET=1",
    "static/.git/config": "secret",
    "static/.well-known/security.txt": "contact",
    "secret.txt": "secret",
    "static-secrets/secret.txt": "secret",
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await symlink("../secret.txt", join(directory, "out.txt"));
  await symlink("../static-secrets", join(directory, "out"));
  await symlink("wheel.txt", join(directory, "in.txt"));
});

/** A client of an app with the folder mounted at `/static`. */
function mounted(options: Partial<StaticFilesOptions> = {}): TestClient {
  const app = new Millrace();
  app.mount("/static", new StaticFiles({ directory, ...options }), { name: "static" });
  return new TestClient(app, { raiseServerExceptions: false });
}

test("a file is answered as a FileResponse is", async () => {
  const client = mounted({ directory: pathToFileURL(directory) });
  const response = await client.get("/static/wheel.txt");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "text/plain; charset=utf-8");
  assert.equal(response.headers.get("content-length"), "5");
  assert.equal(response.headers.get("accept-ranges"), "bytes");
  assert.equal(await response.text(), "wheel");
  const etag = response.headers.get("etag") ?? "";
  assert.equal((await client.get("/static/wheel.txt", { headers: { "if-none-match": etag } })).status, 304);
  assert.equal((await client.get("/static/wheel.txt", { headers: { "if-match": '"x"' } })).status, 412);
  const part = await client.get("/static/wheel.txt", { headers: { range: "bytes=1-2" } });
  assert.equal(part.status, 206);
  assert.equal(await part.text(), "he");
  const head = await client.request("HEAD", "/static/wheel.txt");
  assert.equal(head.status, 200);
  assert.equal(head.headers.get("content-length"), "5");
  assert.equal(await head.text(), "");
  assert.equal(await (await client.get("/static/a%20b/%C3%BC.txt?v=1")).text(), "deep");
});

test("what is not there is the 404 of the app, other methods are 405", async () => {
  const app = new Millrace();
  app.mount("/static", new StaticFiles({ directory }));
  const client = new TestClient(app);
  for (const path of ["missing.txt", "wheel.txt/", "wheel.txt/x", "docs", "docs/", "", "x".repeat(300)]) {
    const response = await client.get(`/static/${path}`);
    assert.equal(response.status, 404, path);
    assert.deepEqual(await response.json(), { detail: "Not Found" });
  }
  const refused = await client.request("POST", "/static/wheel.txt");
  assert.equal(refused.status, 405);
  assert.equal(refused.headers.get("allow"), "GET, HEAD, OPTIONS");
  assert.deepEqual(await refused.json(), { detail: "Method Not Allowed" });
  assert.equal((await client.request("OPTIONS", "/static/wheel.txt")).status, 204);
  app.exceptionHandler(404, () => new HTMLResponse("not here", { status: 404 }));
  assert.equal(await (await client.get("/static/missing.txt")).text(), "not here");
});

test("nothing outside of the folder can be reached", async (t) => {
  const app = new Millrace();
  app.mount("/static", new StaticFiles({ directory, html: false }));
  app.mount("/open", new StaticFiles({ directory, followSymlink: true }));
  const server = await serving(t, app);
  // `fetch` would tidy the paths up.
  const ask = async (path: string): Promise<string> => {
    const socket = connect(server.port, "127.0.0.1");
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    return text(socket);
  };
  assert.match(await ask("/static/wheel.txt"), /^HTTP\/1.1 200 /);
  for (const way of [
    "../secret.txt",
    "..",
    "a/../../secret.txt",
    "a%20b/../../secret.txt",
    "docs/../wheel.txt",
    "./wheel.txt",
    "%2e%2e/secret.txt",
    "%2E%2E%2Fsecret.txt",
    "..%2fsecret.txt",
    "..%5csecret.txt",
    "..\\secret.txt",
    "%252e%252e/secret.txt",
    "%c0%ae%c0%ae/secret.txt",
    "../static-secrets/secret.txt",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "wheel.txt%00",
    "wheel.txt%00.html",
    "wheel%2etxt%2f",
    "%ff",
    "%",
    "a//../wheel.txt",
  ]) {
    for (const mount of ["static", "open"]) {
      const answer = await ask(`/${mount}/${way}`);
      assert.match(answer, /^HTTP\/1.1 40[04] /, way);
      assert.doesNotMatch(answer, /secret$|root:/, way);
    }
  }
});

test("links that lead out are not followed, unless they are to be", async () => {
  const [client, following] = [mounted(), mounted({ followSymlink: true })];
  for (const way of ["out.txt", "out/secret.txt"]) {
    assert.equal((await client.get(`/static/${way}`)).status, 404);
    assert.equal(await (await following.get(`/static/${way}`)).text(), "secret");
  }
  assert.equal(await (await client.get("/static/in.txt")).text(), "wheel");
});

test(
  "a link that takes the place of a file while that is being opened leads nowhere",
  { skip: noProc },
  async () => {
    const client = mounted();
    const place = join(directory, "swapped.txt");
    await writeFile(place, "wheel");
    let swaps = 0;
    const swapping = (async () => {
      while (swaps >= 0) {
        const next = join(folder, `swap-${swaps}`);
        await (swaps++ % 2 ? writeFile(next, "wheel") : symlink(join(folder, "secret.txt"), next));
        await rename(next, place);
      }
    })();
    const seen = new Set<string>();
    for (let round = 0; round < 300; round++) {
      const answers = await Promise.all(Array.from({ length: 4 }, () => client.get("/static/swapped.txt")));
      for (const answer of answers) seen.add(answer.status === 200 ? await answer.text() : "none");
    }
    swaps = -1;
    await swapping;
    assert.deepEqual([...seen].toSorted(), ["none", "wheel"]);
  },
);

test("a compressed file that is a link is followed no further than any other", async () => {
  await symlink("../secret.txt", join(directory, "wheel.txt.br"));
  const response = await mounted({ precompressed: true }).get("/static/wheel.txt", {
    headers: { "accept-encoding": "br" },
  });
  assert.equal(response.headers.get("content-encoding"), null);
  assert.equal(await response.text(), "wheel");
});

test("a folder that is a link may lead elsewhere tomorrow", async () => {
  const link = join(folder, "current");
  await symlink("static", link);
  const client = mounted({ directory: link });
  assert.equal(await (await client.get("/static/wheel.txt")).text(), "wheel");
  await rm(link);
  await symlink("static-secrets", link);
  assert.equal(await (await client.get("/static/secret.txt")).text(), "secret");
  assert.equal((await client.get("/static/wheel.txt")).status, 404);
});

test("names that begin with a dot are not given away, unless they are to be", async () => {
  const [client, open] = [mounted(), mounted({ dotfiles: true })];
  for (const way of [".env", "%2eenv", ".git/config"]) {
    assert.equal((await client.get(`/static/${way}`)).status, 404, way);
    assert.equal((await open.get(`/static/${way}`)).status, 200, way);
  }
  assert.equal(await (await client.get("/static/.well-known/security.txt")).text(), "contact");
});

test("html: a folder is its index, and what is not there is a page", async () => {
  const client = mounted({ html: true });
  assert.equal(await (await client.get("/static/")).text(), "front");
  assert.equal(await (await client.get("/static/docs/")).text(), "docs");
  const way = await client.get("/static/docs?x=1", { followRedirects: false });
  assert.equal(way.status, 307);
  assert.equal(way.headers.get("location"), "/static/docs/?x=1");
  for (const path of ["missing", "empty", "empty/", "docs/x", "wheel.txt/"]) {
    const response = await client.get(`/static/${path}`, { followRedirects: false });
    assert.equal(response.status, 404, path);
    assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
    assert.equal(await response.text(), "nothing here");
  }
  assert.equal((await client.request("POST", "/static/missing")).status, 405);
});

test("html: a page for what is not there is only there where it is", async () => {
  const client = mounted({ html: true, directory: join(directory, "docs") });
  assert.deepEqual(await (await client.get("/static/missing")).json(), { detail: "Not Found" });
});

test("how long files may be kept is said for all of them, or for each", async () => {
  const cached = async (options: Partial<StaticFilesOptions>, path: string): Promise<string | null> =>
    (await mounted(options).get(`/static/${path}`)).headers.get("cache-control");
  assert.equal(await cached({}, "wheel.txt"), null);
  assert.equal(await cached({ cacheControl: "no-cache" }, "wheel.txt"), "no-cache");
  const immutable = "public, max-age=31536000, immutable";
  const each = (path: string): string | undefined => (path === "assets/app.js" ? immutable : undefined);
  assert.equal(await cached({ cacheControl: each }, "assets/app.js"), immutable);
  assert.equal(await cached({ cacheControl: each }, "wheel.txt"), null);
});

test("compressed files are sent to those who take them", async () => {
  const client = mounted({ precompressed: true });
  const response = await client.get("/static/assets/app.js", { headers: { "accept-encoding": "gzip, br" } });
  assert.equal(response.headers.get("content-encoding"), "br");
  assert.equal(response.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.equal(response.headers.get("vary"), "accept-encoding");
  assert.equal(await response.text(), "brotli");
  const plain = await client.get("/static/assets/app.js", { headers: { "accept-encoding": "gzip" } });
  assert.equal(plain.headers.get("vary"), "accept-encoding");
  assert.equal(await plain.text(), "plain");
});

test("a folder that is not there is told of when the program starts, or when it is needed", async () => {
  const missing = join(folder, "missing");
  assert.throws(() => new StaticFiles({ directory: missing }), /there is no folder .*missing/);
  assert.throws(() => new StaticFiles({ directory: join(directory, "wheel.txt") }), /there is no folder/);
  const client = mounted({ directory: missing, checkDir: false });
  assert.equal((await client.get("/static/wheel.txt")).status, 500);
  await mkdir(missing);
  await writeFile(join(missing, "wheel.txt"), "late");
  assert.equal(await (await client.get("/static/wheel.txt")).text(), "late");
  await rename(missing, `${missing}-again`);
  assert.equal((await client.get("/static/wheel.txt")).status, 404);
});

test("no answer leaves a file open", { skip: noProc }, async () => {
  const client = mounted({ html: true, precompressed: true });
  for (const path of ["wheel.txt", "docs", "docs/", "missing", "empty", "assets/app.js", "out.txt"])
    for (const method of ["GET", "HEAD", "POST"])
      await (await client.request(method, `/static/${path}`, { followRedirects: false })).arrayBuffer();
  await until(async () => (await openings(folder)) === 0, "no opening of a file");
});
