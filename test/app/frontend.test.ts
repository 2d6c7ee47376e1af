import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { HTTPException, Millrace, type Reply, Router } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";
import { temporaryFolder } from "../files/serving.ts";

const root = await temporaryFolder();
let folders = 0;

/** A folder with files of these names and contents. */
async function built(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(root, String(folders++));
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

const html = { accept: "text/html" };

/** The status and the body of an answer. */
async function got(app: Millrace, path: string, headers: Record<string, string> = html): Promise<string> {
  const client = new TestClient(app, { raiseServerExceptions: false, followRedirects: false });
  const response = await client.get(path, { headers });
  return `${response.status} ${response.headers.get("location") ?? (await response.text())}`;
}

test("a frontend is listed with its folder", async () => {
  const app = new Millrace();
  const directory = await built({ "index.html": "page" });
  app.frontend("/app", { directory }).frontend("/", { directory: pathToFileURL(directory) });
  assert.deepEqual(app.routes, [
    { methods: ["FRONTEND"], path: "/app", name: "", place: directory },
    { methods: ["FRONTEND"], path: "/", name: "", place: directory },
  ]);
});

test("routes come first, then files, and they are in no document", async () => {
  const app = new Millrace();
  app.frontend("/", {
    directory: await built({ "api/users": "file", "assets/app.js": "script", "api/x/index.html": "x" }),
  });
  app.get("/api/users", () => "route");
  app.get("/api/x/", () => "route");
  app.get("/api/gone", () => {
    throw new HTTPException(404, "gone");
  });
  assert.equal(await got(app, "/api/users"), '200 "route"');
  assert.equal(await got(app, "/api/x"), "307 /api/x/");
  assert.equal(await got(app, "/api/gone"), '404 {"detail":"gone"}');
  assert.equal(await got(app, "/assets/app.js"), "200 script");
  const client = new TestClient(app);
  const response = await client.get("/assets/app.js");
  const etag = response.headers.get("etag") ?? "";
  assert.equal((await client.get("/assets/app.js", { headers: { "if-none-match": etag } })).status, 304);
  assert.deepEqual(Object.keys(app.openapi().paths ?? {}), ["/api/users", "/api/x/", "/api/gone"]);
});

test("a folder is its index, with a slash at the end", async () => {
  const app = new Millrace();
  app.frontend("/app/", {
    directory: await built({ "index.html": "front", "about/index.html": "about", "empty/x": "" }),
  });
  assert.equal(await got(app, "/app/"), "200 front");
  assert.equal(await got(app, "/app"), "307 /app/");
  assert.equal(await got(app, "/app?x=a/b"), "307 /app/?x=a/b");
  assert.equal(await got(app, "/app/about"), "307 /app/about/");
  assert.equal(await got(app, "/app/about?x=1"), "307 /app/about/?x=1");
  assert.equal(await got(app, "/app/about/"), "200 about");
  assert.equal(await got(app, "/application"), '404 {"detail":"Not Found"}');
});

test("the index stands in for pages that only the script knows", async () => {
  const app = new Millrace();
  app.frontend("/", { directory: await built({ "index.html": "app" }), fallback: "index.html" });
  assert.equal(await got(app, "/dashboard/settings"), "200 app");
  assert.equal(await got(app, "/dashboard/"), "200 app");
  const missing = '404 {"detail":"Not Found"}';
  for (const [accept, expected] of [
    ["text/html; q=0.8", "200 app"],
    ["application/xhtml+xml,*/*;q=0.1", "200 app"],
    ["text/html; q=0.0", missing],
    ["text/html; q=0, */*; q=1", missing],
    ["application/xhtml+xml; q=0, */*; q=1", missing],
    ["application/json", missing],
    ["*/*", missing],
  ] as const)
    assert.equal(await got(app, "/dashboard", { accept }), expected, accept);
  for (const path of ["/assets/missing.js", "/users/jane.doe"])
    assert.equal(await got(app, path), missing, path);
  for (const path of ["/..%2fsecret", "/%2e%2e/secret.txt"])
    assert.doesNotMatch(await got(app, path), /secret/);
});

test("a page for what is not there stands in for everything, with 404", async () => {
  const app = new Millrace();
  app.frontend("/", { directory: await built({ "404.html": "missing", "index.html": "app" }) });
  assert.equal(await got(app, "/assets/missing.js", {}), "404 missing");
  assert.equal(await got(app, "/dashboard"), "404 missing");
});

test("auto is the 404.html, or the index, or nothing; null is nothing", async () => {
  const [auto, none, bare] = [new Millrace(), new Millrace(), new Millrace()];
  const directory = await built({ "index.html": "app" });
  auto.frontend("/", { directory });
  none.frontend("/", { directory, fallback: null });
  bare.frontend("/", { directory: await built({ "x.txt": "" }) });
  assert.equal(await got(auto, "/dashboard"), "200 app");
  assert.equal(await got(none, "/dashboard"), '404 {"detail":"Not Found"}');
  assert.equal(await got(none, "/"), "200 app");
  assert.equal(await got(bare, "/dashboard"), '404 {"detail":"Not Found"}');
});

test("HEAD is answered, other methods are 405 for a file and 404 for none", async () => {
  const app = new Millrace();
  app.frontend("/", { directory: await built({ "index.html": "app", "x.txt": "xx" }) });
  const client = new TestClient(app);
  const head = await client.request("HEAD", "/x.txt");
  assert.equal(head.headers.get("content-length"), "2");
  assert.equal(await head.text(), "");
  assert.equal((await client.request("HEAD", "/page", { headers: html })).status, 200);
  for (const path of ["/x.txt", "/"])
    assert.equal((await client.request("POST", path, { headers: html })).status, 405);
  assert.equal((await client.request("POST", "/page", { headers: html })).status, 404);
});

test("the longest path answers, on routers too, whatever was added last", async () => {
  const [site, admin, child] = [
    await built({ "index.html": "site" }),
    await built({ "index.html": "admin" }),
    await built({ "index.html": "child" }),
  ];
  const app = new Millrace();
  app.frontend("/", { directory: site });
  const router = new Router();
  app.includeRouter(router, { prefix: "/admin" });
  router.frontend("/", { directory: admin });
  const inner = new Router();
  inner.frontend("/{name}", { directory: child });
  router.includeRouter(inner, { prefix: "/child" });
  assert.equal(await got(app, "/x"), "200 site");
  assert.equal(await got(app, "/adminx"), "200 site");
  assert.equal(await got(app, "/admin/x"), "200 admin");
  assert.equal(await got(app, "/admin/child/any/x"), "200 child");
  assert.equal(await got(app, "/admin/child/any"), "307 /admin/child/any/");
  router.get("/x", () => "late");
  assert.equal(await got(app, "/admin/x"), '200 "late"');
});

test("dependencies, their headers and middleware are those of any route", async () => {
  const log: string[] = [];
  const router = new Router({
    dependencies: [
      function (reply: Reply): void {
        reply.headers.set("x-seen", "yes");
      },
    ],
  });
  const app = new Millrace({
    dependencies: [
      async function* (key?: string): AsyncGenerator<void> {
        if (key !== "mill") throw new HTTPException(401, "who are you?");
        yield;
        log.push("cleaned up");
      },
    ],
  });
  router.frontend("/", { directory: await built({ "index.html": "app" }) });
  router.use(async (_request, next) => {
    const response = await next();
    response.headers.set("x-around", "yes");
    return response;
  });
  app.includeRouter(router);
  const client = new TestClient(app);
  assert.equal(await (await client.get("/", { headers: html })).text(), '{"detail":"who are you?"}');
  const response = await client.get("/?key=mill", { headers: html });
  assert.equal(await response.text(), "app");
  assert.equal(response.headers.get("x-seen"), "yes");
  assert.equal(response.headers.get("x-around"), "yes");
  await app.settled();
  assert.deepEqual(log, ["cleaned up"]);
});

test("what is missing is told of when the program starts, or when it is needed", async () => {
  const app = new Millrace();
  const missing = join(root, "missing");
  assert.throws(() => app.frontend("/", { directory: missing }), /there is no folder/);
  const directory = await built({});
  assert.throws(() => app.frontend("/", { directory, fallback: "index.html" }), /there is no index\.html in/);
  app.frontend("/late", { directory: missing, checkDir: false });
  app.frontend("/page", { directory, fallback: "404.html", checkDir: false });
  app.frontend("/app", { directory, fallback: "index.html", checkDir: false });
  const errors: string[] = [];
  app.onError = (error) => errors.push(String(error));
  for (const path of ["/late/x", "/page/x", "/app/x"])
    assert.equal((await app.fetch(new Request(`http://a${path}`, { headers: html }))).status, 500);
  assert.match(errors[0] ?? "", /there is no folder/);
  assert.match(errors[1] ?? "", /the fallback 404\.html is not in/);
  assert.match(errors[2] ?? "", /the fallback index\.html is not in/);
});

test("a path that cannot be, and one that is taken, are refused", async () => {
  const app = new Millrace();
  const directory = await built({});
  assert.throws(() => app.frontend("app", { directory }), /MR112|must start with/);
  app.frontend("/app", { directory });
  assert.throws(() => app.frontend("/app/", { directory }), /registered twice/);
});
