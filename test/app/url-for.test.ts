import assert from "node:assert/strict";
import { test } from "node:test";
import { type Connection, type Int, Millrace, Router } from "../../src/index.ts";
import { serve } from "../../src/http/node/server.ts";
import { TestClient } from "../../src/testing/index.ts";

function shop(): Millrace {
  const users = new Router({ prefix: "/users" });
  users.get("/{id}", function getUser(id: Int) {
    return id;
  });
  users.get("/{id}/links", (id: Int, connection: Connection) => connection.urlFor("getUser", { id }));
  const admin = new Millrace();
  admin.get("/", { name: "home" }, () => "admin");
  admin.includeRouter(users);
  const app = new Millrace();
  const getItem = (id: Int) => id;
  app.get("/items/{id}", getItem);
  app.get("/", { name: "front page" }, () => "home");
  app.includeRouter(users);
  app.mount("/static", () => new Response("file"), { name: "static" });
  app.mount("/{tenant}/admin", admin, { name: "admin" });
  return app;
}

test("a route is found by its handler's name, or by the one that its options give", () => {
  const app = shop();
  assert.equal(app.urlFor("getItem", { id: 3 }), "/items/3");
  assert.equal(app.urlFor("front page"), "/");
  assert.equal(app.urlFor("getUser", { id: 7 }), "/users/7");
});

test("a mount is found by its name, and so are the routes in it", () => {
  const app = shop();
  assert.equal(app.urlFor("static", { path: "css/a b.css" }), "/static/css/a%20b.css");
  assert.equal(app.urlFor("admin:getUser", { tenant: "ada", id: 3 }), "/ada/admin/users/3");
  assert.equal(app.urlFor("admin:home", { tenant: "ada" }), "/ada/admin/");
});

test("of several routes of a name, the parameters tell", () => {
  const app = new Millrace();
  app.get("/items", { name: "items" }, () => []);
  app.get("/items/{id}", { name: "items" }, (id: Int) => id);
  assert.equal(app.urlFor("items"), "/items");
  assert.equal(app.urlFor("items", { id: 1 }), "/items/1");
});

test("names and parameters that do not exist are errors", () => {
  const app = shop();
  assert.throws(() => app.urlFor("nothing"), new TypeError('no route is called "nothing"'));
  assert.throws(() => app.urlFor("static:x"), new TypeError('no route is called "static:x"'));
  assert.throws(() => app.urlFor("admin:x", { tenant: "a" }), new TypeError('no route is called "x"'));
  assert.throws(() => app.urlFor("getItem"), /needs a value for "id"/);
  assert.throws(() => app.urlFor("getItem", { id: 1, x: 2 }), /has no parameter "x"/);
});

test("a connection gives whole URLs, below the mount and the prefix that the request came through", async () => {
  const app = shop();
  const client = new TestClient(app, { baseUrl: "https://shop.example", rootPath: "/api" });
  assert.equal(await (await client.get("/users/3/links")).json(), "https://shop.example/api/users/3");
  const inner = await client.get("/ada/admin/users/3/links");
  assert.equal(await inner.json(), "https://shop.example/api/ada/admin/users/3");
  const server = await serve(app, { port: 0 });
  assert.equal(
    await (await fetch(`${server.url}/users/4/links`)).json(),
    `http://127.0.0.1:${server.port}/users/4`,
  );
  await server.close();
});

test("a name is that of the operation, too", () => {
  const app = new Millrace();
  app.get("/", { name: "front_page" }, () => "home");
  assert.equal(app.openapi().paths["/"]?.get?.operationId, "front_page");
});
