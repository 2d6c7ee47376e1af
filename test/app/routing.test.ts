import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagnosticError, Millrace, Router } from "../../src/index.ts";
import type { Int, Path } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

function shop() {
  const app = new Millrace();
  app.get("/items", () => ["a"]);
  app.post("/items", (name: string) => name);
  app.get("/items/{id}", (id: Int) => ({ id }));
  app.get("/slashed/", () => "slashed");
  return new TestClient(app, { followRedirects: false });
}

test("an unknown path is 404, an unknown method 405 with every method of the path", async () => {
  const client = shop();
  const missing = await client.get("/nowhere");
  assert.equal(missing.status, 404);
  assert.deepEqual(await missing.json(), { detail: "Not Found" });
  const wrong = await client.delete("/items");
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get("allow"), "GET, HEAD, OPTIONS, POST");
  assert.deepEqual(await wrong.json(), { detail: "Method Not Allowed" });
});

test("GET routes answer HEAD with the length of their body, and every path answers OPTIONS", async () => {
  const client = shop();
  const head = await client.head("/items");
  assert.equal(head.status, 200);
  assert.equal(head.headers.get("content-length"), "5");
  assert.equal(await head.text(), "");
  const options = await client.options("/items/3");
  assert.equal(options.status, 204);
  assert.equal(options.headers.get("allow"), "GET, HEAD, OPTIONS");
});

test("a path that differs by its last slash is redirected with its query", async () => {
  const client = shop();
  const added = await client.get("/slashed?q=1&q=2");
  assert.equal(added.status, 307);
  assert.equal(added.headers.get("location"), "/slashed/?q=1&q=2");
  assert.equal((await client.get("/items/")).headers.get("location"), "/items");
});

test("a redirect never leads to another host", async () => {
  const app = new Millrace();
  app.get("/{rest:path}", (rest: string) => rest);
  app.get("/{a}/{b}/", (a: string, b: string) => a + b);
  const client = new TestClient(app, { followRedirects: false });
  for (const path of ["//evil.example/", "//evil.example"]) {
    const location = (await client.request("POST", path)).headers.get("location");
    assert.ok(!location?.startsWith("//"), `${path} -> ${location}`);
  }
});

test("redirectSlashes: false leaves the other slash unknown", async () => {
  const app = new Millrace({ redirectSlashes: false });
  app.get("/items", () => []);
  assert.equal((await new TestClient(app).get("/items/")).status, 404);
});

test("routers add prefix and tags, nest, and may be included twice and early", async () => {
  const inner = new Router({ prefix: "/inner", tags: ["inner"] });
  const outer = new Router({ prefix: "/outer", tags: ["outer"] });
  const app = new Millrace();
  app.includeRouter(outer);
  app.includeRouter(outer, { prefix: "/again" });
  outer.includeRouter(inner);
  inner.get("/{id}", (id: Int) => ({ id }));
  const client = new TestClient(app);
  for (const path of ["/outer/inner/3", "/again/outer/inner/3"]) {
    assert.deepEqual(await (await client.get(path)).json(), { id: 3 });
  }
  const paths = app.openapi().paths as Record<string, { get: { tags: string[] } }>;
  assert.deepEqual(paths["/outer/inner/{id}"]?.get.tags, ["outer", "inner"]);
  assert.deepEqual(
    app.routes.map((route) => route.path),
    ["/outer/inner/{id}", "/again/outer/inner/{id}"],
  );
});

test("a router that would include itself is refused", () => {
  const a = new Router();
  const b = new Router();
  assert.throws(() => a.includeRouter(a), TypeError);
  a.includeRouter(b);
  assert.throws(() => b.includeRouter(a), TypeError);
});

function codes(register: (app: Millrace) => void): string[] {
  try {
    register(new Millrace());
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics.map((diagnostic) => diagnostic.code);
    throw error;
  }
  return [];
}

test("mistakes of registration are diagnostics", () => {
  assert.deepEqual(
    codes((app) => app.get("/{id}", () => 1)),
    ["MR106"],
  );
  assert.deepEqual(
    codes((app) => app.get("/", (id: Path<Int>) => id)),
    ["MR107"],
  );
  assert.deepEqual(
    codes((app) => app.get("/{a}", (a: Int) => a).get("/{b}", (b: Int) => b)),
    ["MR108"],
  );
  assert.deepEqual(
    codes((app) => app.get("/{a", () => 1)),
    ["MR112"],
  );
  assert.deepEqual(
    codes((app) => app.get("/{item}", (item: { name: string }) => item)),
    ["MR111"],
  );
  assert.throws(() => new Router({ prefix: "items" }), DiagnosticError);
});

test("a path as other frameworks write it is told of, with how to write it", () => {
  const shown = (register: (app: Millrace) => void, hint: string): void =>
    assert.throws(
      () => register(new Millrace()),
      (error) =>
        error instanceof DiagnosticError &&
        error.diagnostics[0]?.code === "MR112" &&
        error.diagnostics[0]?.hint === hint,
    );
  shown((app) => app.get("/f/:id/:part.json", (id: string) => id), "write /f/{id}/{part}.json");
  shown((app) => app.websocket("/:room", () => {}), "write /{room}");
  shown((app) => app.mount("/shops/:shop", new Millrace()), 'write app.mount("/files", …)');
  shown((app) => app.includeRouter(new Router({ prefix: "/:shop" }).get("/", () => 1)), "write /{shop}/");
});

test("a handler with parameters and no signature says how to run the program", () => {
  // Made at run time, so that no loader has seen it.
  const handler = Reflect.construct(Function, ["id", "return id"]) as () => unknown;
  const app = new Millrace();
  assert.throws(
    () => Reflect.apply(app.get, app, ["/{id}", handler]),
    (error) =>
      error instanceof DiagnosticError &&
      /MR103.*\n {2}at test\/app\/routing\.test\.ts:\d+:\d+\n[^]*Reflect\.apply[^]*millrace dev main\.ts/.test(
        error.message,
      ),
  );
});
