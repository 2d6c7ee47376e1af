import assert from "node:assert/strict";
import { test } from "node:test";
import { HTTPException, HTMLResponse, Millrace, RedirectResponse } from "../../src/index.ts";
import type { Body, Cookie, Depends, Field, Header, Int, Query, Reply } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

interface Item {
  name: Field<string, { minLength: 1 }>;
  price: number;
}

async function detailOf(response: Response): Promise<{ type: string; loc: unknown[] }[]> {
  assert.equal(response.status, 422);
  return ((await response.json()) as { detail: { type: string; loc: unknown[] }[] }).detail;
}

test("one 422 lists everything, in the order path, query, header, cookie, body", async () => {
  const app = new Millrace();
  app.post("/{id}", (item: Item, c: Cookie<Int>, xH: Header<Int>, q: Int, id: Int) => [item, c, xH, q, id]);
  const detail = await detailOf(await new TestClient(app).post("/x", { json: { name: "" } }));
  assert.deepEqual(
    detail.map(({ loc }) => loc),
    [
      ["path", "id"],
      ["query", "q"],
      ["header", "x-h"],
      ["cookie", "c"],
      ["body", "name"],
      ["body", "price"],
    ],
  );
});

test("a dependency's issues stand before the handler's, also where only the dependency reads the body", async () => {
  function early(a: Int) {
    return a;
  }
  function reader(item: Item) {
    return item;
  }
  const app = new Millrace();
  app.post("/", (r: Depends<typeof reader>, e: Depends<typeof early>, q: Int) => [r, e, q]);
  const client = new TestClient(app);
  const detail = await detailOf(await client.post("/", { json: {} }));
  assert.deepEqual(
    detail.map(({ loc }) => loc),
    [
      ["body", "name"],
      ["body", "price"],
      ["query", "a"],
      ["query", "q"],
    ],
  );
  const fine = await client.post("/?a=1&q=2", { json: { name: "x", price: 1 } });
  assert.deepEqual(await fine.json(), [{ name: "x", price: 1 }, 1, 2]);
});

test("a dependency that throws answers before the body is read", async () => {
  let pulled = false;
  function guard() {
    throw new HTTPException(401, "Not authenticated");
  }
  const app = new Millrace();
  app.post("/", { dependencies: [guard] }, (item: Item) => item);
  const body = new ReadableStream(
    {
      pull(controller) {
        pulled = true;
        controller.enqueue(new TextEncoder().encode("{"));
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { "content-type": "application/json" };
  const response = await new TestClient(app).post("/", { body, headers });
  assert.equal(response.status, 401);
  assert.equal(pulled, false);
});

test("malformed JSON, text that is no JSON, and nothing at all", async () => {
  const app = new Millrace();
  app.post("/", (item: Item) => item);
  const client = new TestClient(app);
  const json = { "content-type": "application/json" };
  const malformed = await detailOf(await client.post("/", { body: '{"a" 1}', headers: json }));
  assert.deepEqual(malformed, [
    {
      type: "json_invalid",
      loc: ["body", 5],
      msg: "JSON decode error",
      input: {},
      ctx: { error: "Expecting ':' delimiter" },
    },
  ]);
  const text = await detailOf(
    await client.post("/", { body: '{"name":"x"}', headers: { "content-type": "text/plain" } }),
  );
  assert.deepEqual(text, [
    {
      type: "model_attributes_type",
      loc: ["body"],
      msg: "Input should be a valid dictionary or object to extract fields from",
      input: '{"name":"x"}',
    },
  ]);
  const latin = await client.post("/", { body: new Uint8Array([0x22, 0xe9, 0x22]), headers: json });
  assert.deepEqual(
    [latin.status, await latin.json()],
    [400, { detail: "There was an error parsing the body" }],
  );
  for (const body of [null, "null"]) {
    const nothing = await detailOf(await client.post("/", { body, headers: json }));
    assert.deepEqual(nothing, [{ type: "missing", loc: ["body"], msg: "Field required", input: null }]);
  }
});

test("an input that JSON cannot hold is echoed as null", async () => {
  const app = new Millrace();
  app.post("/", (item: Item) => item);
  const body = '{"name":"x","price":1e999}';
  const headers = { "content-type": "application/json" };
  const [issue] = await detailOf(await new TestClient(app).post("/", { body, headers }));
  assert.deepEqual(issue, {
    type: "finite_number",
    loc: ["body", "price"],
    msg: "Input should be a finite number",
    input: null,
  });
});

test("a small body that is nested deeply has a small answer", async () => {
  type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
  const app = new Millrace();
  app.post("/", (json: Json) => json);
  const client = new TestClient(app);
  for (const depth of [300, 1000, 5000]) {
    const body = "[".repeat(depth) + "]".repeat(depth);
    const response = await client.post("/", { body, headers: { "content-type": "application/json" } });
    assert.equal(response.status, 422);
    const text = await response.text();
    assert.ok(text.length < 1_500_000, `${text.length} characters`);
  }
});

test("a type that holds itself is a body", async () => {
  type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
  type Nested = number | Nested[];
  const app = new Millrace();
  app.post("/json", (json: Json) => json);
  app.post("/nested", (nested: Nested) => nested);
  const client = new TestClient(app);
  const json = { a: [1, "b", null, { c: [] }] };
  assert.deepEqual(await (await client.post("/json", { json })).json(), json);
  assert.deepEqual(await (await client.post("/nested", { json: [1, [2, [3]]] })).json(), [1, [2, [3]]]);
});

test("a status that no answer has is refused where it is written", () => {
  assert.throws(() => new Millrace().get("/", { status: 999 }, () => 1), RangeError);
  assert.throws(() => new HTTPException(42), RangeError);
  assert.throws(() => new HTTPException(200), /200 is no status of an exception; .* from 300 to 599/);
});

test("several bodies are keys of one object, and one may be embedded", async () => {
  const app = new Millrace();
  app.post("/two", (item: Item, count: Body<Int>) => ({ item, count }));
  app.post("/one", (item: Body<Item, { embed: true }>) => item);
  const client = new TestClient(app);
  const item = { name: "x", price: 1 };
  assert.deepEqual(await (await client.post("/two", { json: { item, count: "2" } })).json(), {
    item,
    count: 2,
  });
  assert.deepEqual(await (await client.post("/one", { json: { item } })).json(), item);
  const detail = await detailOf(await client.post("/two", { json: [] }));
  assert.deepEqual(
    detail.map(({ loc }) => loc),
    [
      ["body", "item"],
      ["body", "count"],
    ],
  );
});

test("a body beyond the limit is 413", async () => {
  const app = new Millrace({ bodyLimit: 20 });
  app.post("/", (item: Item) => item);
  app.post("/large", { bodyLimit: 1000 }, (item: Item) => item);
  const client = new TestClient(app);
  const json = { name: "a longer name than that", price: 1 };
  assert.equal((await client.post("/", { json })).status, 413);
  assert.equal((await client.post("/large", { json })).status, 200);
});

test("a declared result is filtered and checked; an inferred one is sent as it is", async () => {
  const secret = { name: "x", price: 1, secret: "s" };
  const app = new Millrace();
  app.get("/declared", (): Item => secret);
  app.get("/inferred", () => secret);
  app.get("/broken", (): Item => ({ name: "", price: 1 }));
  const client = new TestClient(app, { raiseServerExceptions: false });
  assert.deepEqual(await (await client.get("/declared")).json(), { name: "x", price: 1 });
  assert.deepEqual(await (await client.get("/inferred")).json(), secret);
  const broken = await client.get("/broken");
  assert.equal(broken.status, 500);
  assert.equal(await broken.text(), "Internal Server Error");
  await assert.rejects(
    new TestClient(app).get("/broken"),
    /the result of GET \/broken \(test\/app\/operation\.test\.ts:\d+\) does not fit its type\n  response\.name: String should/,
  );
});

test("statuses: of the route, of the reply, of a response, and none for nothing", async () => {
  const app = new Millrace();
  app.get("/route", { status: 202 }, () => 1);
  app.get("/reply", (reply: Reply) => {
    reply.status = 203;
    reply.setCookie("a", "1").deleteCookie("b");
    return 1;
  });
  app.get("/html", (reply: Reply) => {
    reply.headers.set("x-a", "1");
    return new HTMLResponse("<p>", { status: 206 });
  });
  app.get("/gone", { status: 204 }, () => {});
  app.get("/redirect", () => new RedirectResponse("/é?q=a b"));
  const client = new TestClient(app, { followRedirects: false });
  assert.equal((await client.get("/route")).status, 202);
  const reply = await client.get("/reply");
  assert.equal(reply.status, 203);
  assert.equal(reply.headers.getSetCookie()[0], "a=1; Path=/; SameSite=Lax");
  assert.match(reply.headers.getSetCookie()[1] ?? "", /^b=; Max-Age=0/);
  assert.deepEqual([...client.cookies], [["a", "1"]]);
  const html = await client.get("/html");
  assert.deepEqual(
    [html.status, html.headers.get("content-type"), html.headers.get("x-a")],
    [206, "text/html; charset=utf-8", "1"],
  );
  const gone = await client.get("/gone");
  assert.deepEqual([gone.status, gone.headers.get("content-length"), await gone.text()], [204, null, ""]);
  assert.equal((await client.get("/redirect")).headers.get("location"), "/%C3%A9?q=a%20b");
});

test("exceptions: detail of any JSON, headers, and an unsendable one is a 500", async () => {
  const app = new Millrace();
  app.get("/teapot", () => {
    throw new HTTPException(418, { short: ["and", "stout"] }, { headers: { "x-tea": "pot" } });
  });
  app.get("/default", async () => {
    throw new HTTPException(409);
  });
  app.get("/bad", () => {
    throw new HTTPException(400, "x", { headers: { "bad name": "y" } });
  });
  app.get("/error", () => {
    throw new Error("secret");
  });
  const client = new TestClient(app, { raiseServerExceptions: false });
  const teapot = await client.get("/teapot");
  assert.deepEqual([teapot.status, teapot.headers.get("x-tea")], [418, "pot"]);
  assert.deepEqual(await teapot.json(), { detail: { short: ["and", "stout"] } });
  assert.deepEqual(await (await client.get("/default")).json(), { detail: "Conflict" });
  for (const path of ["/bad", "/error"]) {
    const response = await client.get(path);
    assert.equal(response.status, 500);
    assert.equal(await response.text(), "Internal Server Error");
  }
});

test("the request, the signal and handlers that are called by hand", async () => {
  const app = new Millrace();
  const echo = async (request: Request, signal: AbortSignal, q: Query<string>) => ({
    url: request.url,
    method: request.method,
    text: await request.text(),
    aborted: signal.aborted,
    q,
  });
  app.post("/echo", echo);
  const response = await new TestClient(app).post("/echo?q=1", { body: "hello" });
  assert.deepEqual(await response.json(), {
    url: "http://testserver/echo?q=1",
    method: "POST",
    text: "hello",
    aborted: false,
    q: "1",
  });
  const direct = await echo(new Request("http://a/"), new AbortController().signal, "x");
  assert.equal(direct.q, "x");
});
